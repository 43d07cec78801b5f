// Three ways into the same rooms. Each link has `open()`, `join(room, name)`, `say(text)` and `close()`, and tells through `hear`:
// hear.message(said), hear.members(update), hear.transport(name, text, detail), hear.closed(reason).

import { clock } from "./dom.js";
import { HubConnection } from "./signalr.js";

/** The ways of each protocol, by the name of its button: what the connection is made with. */
export const ways = {
    socketio: { default: "both, upgrading", polling: "polling only", websocket: "WebSocket only" },
    signalr: { WebSockets: "WebSocket", ServerSentEvents: "event stream", LongPolling: "long polling" },
    websocket: { plain: "WebSocket" },
};

export function makeLink(protocol, way, api, hear, options) {
    if (protocol === "signalr") return new SignalRLink(way, api, hear);
    if (protocol === "websocket") return new WebSocketLink(api, hear);
    return new SocketIOLink(way, api, hear, options);
}

/** The official Socket.IO client. */
class SocketIOLink {
    constructor(way, api, hear, options) {
        const transports = { default: ["polling", "websocket"], polling: ["polling"], websocket: ["websocket"] }[way];
        this.hear = hear;
        this.socket = io(api, { transports, withCredentials: true, forceNew: true, autoConnect: false, ...options });
        this.socket.io.on("open", () => this.watchTransport(this.socket.io.engine)); // before any upgrade
        this.socket.on("message", hear.message);
        this.socket.on("members", hear.members);
        this.socket.on("disconnect", (reason) => hear.closed(`disconnected: ${reason}`));
    }

    open() {
        return new Promise((resolve, reject) => {
            let opened = false;
            this.socket.on("connect", () => {
                if (opened) this.hear.reopened();
                opened = true;
                resolve();
            });
            this.socket.on("connect_error", (error) => reject(new Error(`connect_error: ${error.message}`)));
            this.socket.connect();
        });
    }

    join(room, name) {
        return new Promise((resolve) => this.socket.emit("join", room, name, resolve));
    }

    say(text) {
        this.socket.emit("message", text);
    }

    close() {
        this.socket.disconnect();
    }

    /** Follows the transport of one engine: which it is, and when it was upgraded. */
    watchTransport(engine) {
        const words = { polling: "HTTP polling", websocket: "WebSocket" };
        const opened = performance.now();
        const from = engine.transport.name;
        this.hear.transport(from, words[from]);
        engine.once("upgrade", (transport) => {
            const after = Math.round(performance.now() - opened);
            const at = clock(Date.now() / 1000, true);
            this.hear.transport(transport.name, `${words[from]} → ${words[transport.name]}`, `upgraded after ${after} ms, at ${at}`);
        });
    }
}

/** SignalR, by the page's own small client. */
class SignalRLink {
    constructor(way, api, hear) {
        this.hear = hear;
        this.connection = new HubConnection(`${api}/chatHub`, way);
        this.connection.on("message", hear.message);
        this.connection.on("members", hear.members);
        this.connection.onclose = (reason) => hear.closed(`disconnected: ${reason}`);
    }

    async open() {
        await this.connection.start();
        const way = this.connection.transport;
        this.hear.transport(way === "WebSockets" ? "websocket" : "polling", ways.signalr[way]);
    }

    join(room, name) {
        return this.connection.invoke("Join", room, name);
    }

    say(text) {
        this.connection.invoke("Say", text).catch((error) => this.hear.closed(error.message));
    }

    close() {
        this.connection.stop();
    }
}

/** A plain WebSocket, one JSON object a message. */
class WebSocketLink {
    constructor(api, hear) {
        this.hear = hear;
        this.address = `${api.replace(/^http/, "ws")}/chat`;
        this.joins = [];
    }

    open() {
        this.socket = new WebSocket(this.address);
        this.socket.onmessage = (event) => {
            const { type, ...body } = JSON.parse(event.data);
            if (type === "joined") this.joins.shift()?.(body);
            else this.hear[type]?.(body);
        };
        return new Promise((resolve, reject) => {
            this.socket.onopen = () => {
                this.hear.transport("websocket", "WebSocket");
                resolve();
            };
            this.socket.onclose = (event) => {
                reject(new Error("the WebSocket could not be opened; a page is never told why"));
                this.hear.closed(`disconnected: ${event.code}`);
            };
        });
    }

    join(room, name) {
        this.socket.send(JSON.stringify({ type: "join", room, name }));
        return new Promise((resolve) => this.joins.push(resolve));
    }

    say(text) {
        this.socket.send(JSON.stringify({ type: "message", text }));
    }

    close() {
        this.socket?.close();
    }
}
