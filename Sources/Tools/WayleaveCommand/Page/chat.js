// The chat: one connection of the official Socket.IO client to the API on the other origin.

import { $, clock, element } from "./dom.js";

const transportsOf = { default: ["polling", "websocket"], polling: ["polling"], websocket: ["websocket"] };
const nameKey = "wayleave-name";

export class Chat {
    constructor(configuration) {
        this.api = configuration.api;
        this.persistent = configuration.role === "allowed"; // the refused page asks once, so that the gate's list stays readable
        this.rooms = ["lobby", "harbour", "workshop"];
        this.room = "lobby";
        this.socket = null;
        this.listen();
        this.showRooms();
    }

    get name() {
        return $("name").value.trim() || "guest";
    }

    listen() {
        $("name").value = localStorage.getItem(nameKey) ?? `guest ${Math.floor(Math.random() * 90) + 10}`;
        $("name").addEventListener("change", () => {
            localStorage.setItem(nameKey, this.name);
            if (this.socket?.connected) this.join(this.room);
        });
        for (const button of document.querySelectorAll("[data-mode]")) {
            button.addEventListener("click", () => this.connect(button.dataset.mode));
        }
        $("new-room").addEventListener("submit", (event) => {
            event.preventDefault();
            const room = $("new-room-name").value.trim();
            $("new-room-name").value = "";
            if (room) this.join(room);
        });
        $("composer").addEventListener("submit", (event) => {
            event.preventDefault();
            const text = $("text").value.trim();
            $("text").value = "";
            if (text) this.socket?.emit("message", text);
        });
    }

    /** Connects anew; settles when the connection stands or has been refused. */
    connect(mode) {
        this.socket?.disconnect();
        for (const button of document.querySelectorAll("[data-mode]")) {
            button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
        }
        this.showState("connecting", "connecting…");
        this.showTransport("none", "no transport");

        const socket = io(this.api, {
            transports: transportsOf[mode],
            withCredentials: true,
            forceNew: true,
            reconnection: this.persistent,
            auth: { name: this.name },
        });
        this.socket = socket;
        socket.io.on("open", () => socket === this.socket && this.watchTransport(socket.io.engine)); // before any upgrade
        socket.on("message", (message) => message.room === this.room && this.showMessage(message));
        socket.on("members", (update) => update.room === this.room && this.showMembers(update.members));
        socket.on("disconnect", (reason) => socket === this.socket && this.showState("closed", `disconnected: ${reason}`));

        return new Promise((settle) => {
            socket.on("connect", () => {
                this.showState("open", "connected");
                this.join(this.room);
                settle();
            });
            socket.on("connect_error", (error) => {
                if (socket === this.socket) this.showState("refused", `connect_error: ${error.message}`);
                settle();
            });
        });
    }

    /** Follows the transport of one engine: which it is, and when it was upgraded. */
    watchTransport(engine) {
        const opened = performance.now();
        const words = { polling: "HTTP polling", websocket: "WebSocket" };
        const from = engine.transport.name;
        this.showTransport(from, words[from]);
        engine.once("upgrade", (transport) => {
            const after = Math.round(performance.now() - opened);
            const at = clock(Date.now() / 1000, true);
            this.showTransport(transport.name, `${words[from]} → ${words[transport.name]}`, `upgraded after ${after} ms, at ${at}`);
        });
    }

    join(room) {
        if (!this.rooms.includes(room)) this.rooms.push(room);
        this.room = room;
        this.showRooms();
        this.socket?.emit("join", room, this.name, (answer) => {
            if (answer.room !== this.room) return;
            $("messages").replaceChildren();
            for (const message of answer.recent) this.showMessage(message);
            this.showMembers(answer.members);
        });
    }

    showState(state, text) {
        $("chat").dataset.state = state;
        $("state-text").textContent = text;
        for (const field of $("composer").elements) field.disabled = state !== "open";
        $("text").placeholder = state === "open" ? `say something in ${this.room}` : "no connection, no chat";
        if (state !== "open") $("members").replaceChildren();
    }

    showTransport(transport, text, detail = "") {
        $("transport").dataset.transport = transport;
        $("transport").replaceChildren(element("strong", {}, text), ...(detail ? [element("small", {}, detail)] : []));
    }

    showRooms() {
        $("rooms").replaceChildren(
            ...this.rooms.map((room) => {
                const button = element("button", { type: "button", onclick: () => this.join(room) }, room);
                if (room === this.room) button.setAttribute("aria-current", "true");
                return element("li", {}, button);
            }),
        );
        if (this.socket?.connected) $("text").placeholder = `say something in ${this.room}`;
    }

    showMembers(members) {
        $("members").replaceChildren(
            ...members.map((name) => element("li", { className: name === this.name ? "me" : "" }, name)),
        );
    }

    showMessage({ name, text, time }) {
        const list = $("messages");
        const mine = name === this.name;
        list.append(
            element(
                "li",
                { className: mine ? "mine" : "" },
                element("p", { className: "byline" }, element("b", {}, name), element("time", {}, clock(time))),
                element("p", { className: "text" }, text),
            ),
        );
        list.scrollTop = list.scrollHeight;
    }
}
