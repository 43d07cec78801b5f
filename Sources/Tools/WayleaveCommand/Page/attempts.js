// The attempts of the laboratory: how each crosses, and why CORS does or does not govern it.

const blocked = (kind) => (api, origin, refusal) => {
    const preflight = refusal.layer === "preflight" ? "Response to preflight request doesn't pass access control check: " : "";
    return `Access to ${kind} at '${api}${refusal.path}' from origin '${origin}' has been blocked by CORS policy: ${preflight}` +
        "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
};

const handshakeFailed = (api, origin, refusal) =>
    `WebSocket connection to '${webSocketURL(api)}${refusal.path}' failed: Error during WebSocket handshake: Unexpected response code: ${refusal.status}`;

const webSocketURL = (api) => api.replace(/^http/, "ws");

async function get(url, options) {
    try {
        const response = await fetch(url, options);
        const lines = [`${response.status} ${(await response.text()).trim()}`];
        const requestID = response.headers.get("x-request-id");
        if (requestID) lines.push(`x-request-id: ${requestID} (exposed, so readable)`);
        return { ok: response.ok, lines };
    } catch (error) {
        return { ok: false, lines: [String(error)] };
    }
}

function connect(api, transport) {
    return new Promise((resolve) => {
        const socket = io(api, { transports: [transport], withCredentials: true, forceNew: true, reconnection: false, auth: { name: "laboratory" } });
        socket.once("connect", () => {
            resolve({ ok: true, lines: [`connected over ${transport}, socket id ${socket.id}`] });
            socket.disconnect();
        });
        socket.once("connect_error", (error) => resolve({ ok: false, lines: [`connect_error: ${error.message}`] }));
    });
}

function echo(url) {
    return new Promise((resolve) => {
        const socket = new WebSocket(url);
        const lines = [];
        let echoed = false;
        socket.onopen = () => socket.send("hello over there");
        socket.onmessage = ({ data }) => {
            echoed = true;
            lines.push(`echo: ${data}`);
            socket.close(1000);
        };
        socket.onerror = () => lines.push("error (an event without any detail)");
        socket.onclose = ({ code, reason }) => {
            lines.push(`close ${code}${reason ? ` ${reason}` : ""}${code === 1006 ? " (abnormal: no close frame came)" : ""}`);
            resolve({ ok: echoed, lines });
        };
    });
}

export const attempts = [
    {
        id: "get",
        title: "A plain GET with credentials",
        code: (api) => `fetch("${api}/api/hello", { credentials: "include" })`,
        path: "/api/hello",
        run: (api) => get(`${api}/api/hello`, { credentials: "include" }),
        governed: true,
        console: blocked("fetch"),
        whyRefused: "A plain GET needs no preflight: it was sent and it arrived. Its answer carries no `Access-Control-Allow-Origin`, so the browser withholds it from the page. CORS guards answers, not servers.",
        whyAllowed: "The answer names exactly this origin and allows credentials, so the browser hands it to the page, with the headers the server exposes.",
    },
    {
        id: "preflight",
        title: "A GET with a header of our own",
        code: (api) => `fetch("${api}/api/hello", { headers: { "x-demo": "1" } })`,
        path: "/api/hello",
        run: (api) => get(`${api}/api/hello`, { credentials: "include", headers: { "x-demo": "1" } }),
        governed: true,
        console: blocked("fetch"),
        whyRefused: "The header makes it a request no plain form could send, so the browser asks first with `OPTIONS`. The answer was no: the GET itself was never sent.",
        whyAllowed: "The header makes the browser ask first with `OPTIONS`. The gate answered 204 and listed `x-demo`, so the GET followed.",
    },
    {
        id: "unlisted-header",
        title: "A GET with a header nobody listed",
        code: (api) => `fetch("${api}/api/hello", { headers: { "x-unlisted": "1" } })`,
        path: "/api/hello",
        run: (api) => get(`${api}/api/hello`, { credentials: "include", headers: { "x-unlisted": "1" } }),
        governed: true,
        console: blocked("fetch"),
        whyRefused: "The browser asks whether `x-unlisted` may be sent. Even a listed origin may send only listed headers; the GET itself was never sent.",
        whyAllowed: "The gate allows this header, so the GET followed.",
    },
    {
        id: "polling",
        title: "Socket.IO over HTTP polling",
        code: (api) => `io("${api}", { transports: ["polling"], withCredentials: true })`,
        path: "/socket.io/",
        run: (api) => connect(api, "polling"),
        governed: true,
        console: blocked("XMLHttpRequest"),
        whyRefused: "Polling is ordinary HTTP, so CORS applies to every poll. CORS alone would have begun a session and hidden its id; this gate begins none. The client can only say “xhr poll error”.",
        whyAllowed: "Polling is ordinary HTTP, so CORS applies to every poll: each answer carries the headers.",
    },
    {
        id: "websocket",
        title: "Socket.IO over WebSocket only",
        code: (api) => `io("${api}", { transports: ["websocket"], withCredentials: true })`,
        path: "/socket.io/",
        run: (api) => connect(api, "websocket"),
        governed: false,
        console: (api, origin, refusal) => handshakeFailed(api, origin, { ...refusal, path: "/socket.io/?EIO=4&transport=websocket" }),
        whyRefused: "A browser connects a WebSocket to any server that says 101, whatever CORS headers say. It only sends along `Origin`. This gate reads it and answers 403 before the handshake.",
        whyAllowed: "No CORS header was needed or sent: the browser told the server the `Origin`, and the gate found it on the list.",
    },
    {
        id: "echo",
        title: "A bare WebSocket",
        code: (api) => `new WebSocket("${webSocketURL(api)}/echo")`,
        path: "/echo",
        run: (api) => echo(`${webSocketURL(api)}/echo`),
        governed: false,
        console: handshakeFailed,
        whyRefused: "Nothing in the browser protects a WebSocket from a foreign page; cookies would even be sent along. Only the server can refuse, and the page is told no reason: just 1006.",
        whyAllowed: "The browser asked no permission. That this page may connect is the gate’s decision alone.",
    },
];
