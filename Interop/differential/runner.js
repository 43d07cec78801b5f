// Runs in the page: performs what the cases ask for, and says how much script sees of each outcome.
// Its own source is `runnerSource`, so that frames and workers can have it too.

const within = (promise, seconds) => Promise.race([promise, new Promise((done) => setTimeout(done, seconds * 1000, { readable: "none", timeout: true }))]);

function bodyOf(body) {
    if (!body) return undefined;
    const text = body.v ?? "x";
    switch (body.k) {
        case "usp": return new URLSearchParams(text);
        case "form": { const form = new FormData(); form.append("a", "1"); return form; }
        case "blob": return new Blob([text], body.type === undefined ? {} : { type: body.type });
        case "buffer": return new Uint8Array([1, 2, 3]);
        case "stream": return new Blob([text]).stream();
        default: return text;
    }
}

const perform = {
    async fetch(r) {
        const options = { headers: r.headers ?? [] };
        for (const key of ["method", "mode", "credentials", "redirect", "cache", "referrerPolicy", "keepalive", "duplex", "targetAddressSpace"]) {
            if (r[key] !== undefined) options[key] = r[key];
        }
        if (r.body) options.body = bodyOf(r.body);
        const response = await fetch(r.url, options);
        await response.text().catch(() => "");
        const readable = ["basic", "cors", "default"].includes(response.type) ? "full" : "opaque";
        return { readable, type: response.type, status: response.status, headers: [...response.headers.keys()] };
    },
    xhr: (r) => new Promise((done) => {
        const xhr = new XMLHttpRequest();
        xhr.open(r.method ?? "GET", r.url);
        xhr.withCredentials = r.withCredentials ?? false;
        for (const [name, value] of r.headers ?? []) xhr.setRequestHeader(name, value);
        if (r.uploadListener) xhr.upload.addEventListener("progress", () => {});
        const names = () => xhr.getAllResponseHeaders().split("\r\n").filter(Boolean).map((line) => line.split(":")[0]);
        xhr.onload = () => done({ readable: "full", status: xhr.status, headers: [...new Set(names())] });
        xhr.onerror = () => done({ readable: "none" });
        xhr.send(bodyOf(r.body));
    }),
    eventsource: (r) => new Promise((done) => {
        const source = new EventSource(r.url, { withCredentials: r.withCredentials ?? false });
        const end = (readable) => { source.close(); done({ readable }); };
        source.onopen = () => end("full");
        source.onerror = () => end("none");
    }),
    websocket: (r) => new Promise((done) => {
        const socket = new WebSocket(r.url, r.protocols ?? []);
        socket.onopen = () => { done({ readable: "full" }); socket.close(); };
        socket.onclose = socket.onerror = () => done({ readable: "none" });
    }),
    async beacon(r) {
        navigator.sendBeacon(r.url, bodyOf(r.body));
        await new Promise((done) => setTimeout(done, 300));
        return { readable: "unknown" };
    },
    element: (r) => new Promise((done) => {
        const element = document.createElement({ dynimport: "script", form: "iframe" }[r.tag] ?? r.tag);
        if (r.crossorigin !== undefined && r.crossorigin !== null) element.setAttribute("crossorigin", r.crossorigin);
        const end = (readable) => { done({ readable }); setTimeout(() => element.remove(), 50); };
        const loaded = () => end(r.tag === "img" ? pixels(element) : r.tag === "link" ? sheet(element, r) : "loaded");
        if (r.tag !== "form") element.onload = loaded; // a new frame tells of its empty document first
        element.onerror = () => end("none");
        switch (r.tag) {
            case "img": element.src = r.url; break;
            case "script": if (r.type) element.type = r.type; element.src = r.url; break;
            case "link": element.rel = r.rel ?? "stylesheet"; if (r.as) element.as = r.as; element.href = r.url; break;
            case "iframe": element.src = r.url; break;
            case "form": element.name = `frame${Math.random()}`; break;
            case "dynimport": import(r.url).then(() => end("loaded"), () => end("none")); return;
        }
        document.body.append(element);
        if (r.tag !== "form") return;
        element.onload = loaded;
        submit(element, r);
    }),
};

function submit(frame, r) {
    const form = document.createElement("form");
    Object.assign(form, { action: r.url, method: r.method ?? "GET", target: frame.name });
    if (r.enctype) form.enctype = r.enctype;
    if (r.rel) form.setAttribute("rel", r.rel);
    form.innerHTML = "<input name=a value=1>";
    document.body.append(form);
    form.submit();
    form.remove();
}

function pixels(image) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const drawing = canvas.getContext("2d");
    drawing.drawImage(image, 0, 0, 1, 1);
    try { drawing.getImageData(0, 0, 1, 1); return "full"; } catch { return "opaque"; }
}

function sheet(link, r) {
    if (r.rel === "preload") return "opaque";
    try { void link.sheet.cssRules; return "full"; } catch { return "opaque"; }
}

async function outcome(request) {
    try {
        return await within(perform[request.api ?? "fetch"](request), 8);
    } catch (error) {
        return { readable: "none", error: String(error) };
    }
}

// Contexts: the same source, in a frame or a worker, answers one message with one outcome.

const answering = "onmessage = async ({ data, ports }) => ports[0].postMessage(await outcome(data));";

function frameAt(set) {
    const frame = document.createElement("iframe");
    set(frame);
    return {
        ready: new Promise((done) => { frame.onload = done; document.body.append(frame); }),
        post: (data, port) => frame.contentWindow.postMessage(data, "*", [port]),
        end: () => frame.remove(),
    };
}

function worker(url) {
    const made = new Worker(url);
    return { ready: Promise.resolve(), post: (data, port) => made.postMessage(data, [port]), end: () => made.terminate() };
}

function contextFor(name) {
    const source = runnerSource.replaceAll("</", "<\\/") + ";" + answering;
    const html = `<!doctype html><meta charset=utf-8><body><script>const runnerSource = "";${source}</scr` + "ipt>";
    const script = `const runnerSource = "";${source}`;
    const blob = (text, type) => URL.createObjectURL(new Blob([text], { type }));
    switch (name) {
        case "sandbox": return frameAt((frame) => { frame.sandbox = "allow-scripts"; frame.srcdoc = html; });
        case "sandbox-same-origin": return frameAt((frame) => { frame.sandbox = "allow-scripts allow-same-origin"; frame.srcdoc = html; });
        case "srcdoc": return frameAt((frame) => { frame.srcdoc = html; });
        case "data": return frameAt((frame) => { frame.src = "data:text/html;charset=utf-8," + encodeURIComponent(html); });
        case "blob": return frameAt((frame) => { frame.src = blob(html, "text/html"); });
        case "worker": return worker(blob(script, "text/javascript"));
        case "worker-data": return worker("data:text/javascript," + encodeURIComponent(script));
        default: return frameAt((frame) => { frame.src = name.slice("origin:".length) + "/page?runner"; });
    }
}

async function step({ context, request, wait_before }) {
    if (wait_before) await new Promise((done) => setTimeout(done, wait_before));
    if ((context ?? "page") === "page") return outcome(request);
    const place = contextFor(context);
    await place.ready;
    const channel = new MessageChannel();
    const got = within(new Promise((done) => { channel.port1.onmessage = ({ data }) => done(data); }), 9);
    place.post(request, channel.port2);
    const result = await got;
    setTimeout(place.end, 100);
    return result;
}

async function runCases(cases, atOnce) {
    const results = {};
    const queue = [...cases];
    const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
            results[next.id] = [];
            for (const one of next.steps) results[next.id].push(await step(one));
        }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return results;
}
