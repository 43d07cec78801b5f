// What this very browser does: the page performs the request that the doctor was asked about, and tells what it got.

const shown = (text) => (text.length > 90 ? `${text.slice(0, 90)}…` : text).trim();

async function fetched(url, options) {
    try {
        const response = await fetch(url, { ...options, cache: "no-store" });
        const lines = [`${response.status} ${response.statusText}`.trim()];
        const body = shown(await response.text());
        if (body) lines.push(body);
        lines.push(`readable headers: ${[...response.headers.keys()].join(", ") || "none"}`);
        return { ok: true, lines };
    } catch (error) {
        return { ok: false, lines: [String(error)] };
    }
}

function opened(url) {
    return new Promise((resolve) => {
        const socket = new WebSocket(url);
        const lines = [];
        let isOpen = false;
        const leave = () => {
            socket.close(1000);
            resolve({ ok: isOpen, lines });
        };
        socket.onopen = () => {
            isOpen = true;
            lines.push("open");
            setTimeout(leave, 500);
        };
        socket.onmessage = ({ data }) => {
            lines.push(`message: ${shown(String(data))}`);
            leave();
        };
        socket.onerror = () => lines.push("error (an event without any detail)");
        socket.onclose = ({ code }) => {
            if (!isOpen) lines.push(`close ${code}`);
            resolve({ ok: isOpen, lines });
        };
    });
}

function streamed(url, withCredentials) {
    return new Promise((resolve) => {
        const source = new EventSource(url, { withCredentials });
        const end = (ok, line) => {
            source.close();
            resolve({ ok, lines: [line] });
        };
        source.onopen = () => end(true, "open");
        source.onerror = () => end(false, "error (an event without any detail)");
    });
}

/** The client's first request for each kind of address: how it is written, and how it is made. */
export function patient({ url, kind, method, headers, credentials }) {
    const options = { method };
    if (headers.length) options.headers = headers;
    if (credentials) options.credentials = "include";
    const plain = url.replace(/^ws/, "http").replace(/[?#].*$/, "");
    switch (kind) {
        case "websocket":
            return { code: `new WebSocket("${url}")`, perform: () => opened(url) };
        case "sse":
            return { code: `new EventSource("${url}")`, perform: () => streamed(url, credentials) };
        case "socketio": {
            const poll = `${plain}?EIO=4&transport=polling`;
            return { code: `fetch("${poll}")`, perform: () => fetched(poll, options) };
        }
        case "signalr": {
            const negotiate = `${plain.replace(/\/$/, "")}/negotiate?negotiateVersion=1`;
            const post = { ...options, method: "POST", credentials: "include" };
            return { code: `fetch("${negotiate}", { method: "POST", credentials: "include" })`, perform: () => fetched(negotiate, post) };
        }
        default: {
            const written = Object.entries(options).filter(([name, value]) => name !== "method" || value !== "GET")
                .map(([name, value]) => `${name}: ${JSON.stringify(name === "headers" ? Object.fromEntries(value) : value)}`);
            return { code: `fetch("${url}"${written.length ? `, { ${written.join(", ")} }` : ""})`, perform: () => fetched(url, options) };
        }
    }
}

/** The name under which the doctor predicts this browser. */
export function thisBrowser() {
    if (/Firefox\//.test(navigator.userAgent)) return "firefox";
    return /Chrom(e|ium)\//.test(navigator.userAgent) ? "chromium" : "safari";
}
