// The chat: the same rooms over Socket.IO, SignalR or a plain WebSocket to the API on the other origin.

import { $, clock, element } from "./dom.js";
import { makeLink, ways } from "./links.js";

const nameKey = "wayleave-name";

export class Chat {
    constructor(configuration) {
        this.api = configuration.api;
        this.persistent = configuration.role === "allowed"; // the refused page asks once, so that the gate's list stays readable
        this.rooms = ["lobby", "harbour", "workshop"];
        this.room = "lobby";
        this.protocol = "socketio";
        this.link = null;
        this.isOpen = false;
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
            if (this.isOpen) this.join(this.room);
        });
        for (const button of document.querySelectorAll("[data-protocol]")) {
            button.addEventListener("click", () => {
                this.protocol = button.dataset.protocol;
                this.connect(Object.keys(ways[this.protocol])[0]);
            });
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
            if (text && this.isOpen) this.link.say(text);
        });
    }

    /** Connects anew; settles when the connection stands or has been refused. */
    async connect(way) {
        const before = this.link;
        this.link = null; // what the old one still says is not heard
        before?.close();
        this.showWays(way);
        this.showState("connecting", "connecting…");
        this.showTransport("none", "no transport");

        const hear = {
            message: (said) => link === this.link && said.room === this.room && this.showMessage(said),
            members: (update) => link === this.link && update.room === this.room && this.showMembers(update.members),
            transport: (...shown) => link === this.link && this.showTransport(...shown),
            closed: (reason) => link === this.link && this.isOpen && this.showState("closed", reason),
            reopened: () => link === this.link && this.opened(),
        };
        const link = makeLink(this.protocol, way, this.api, hear, { reconnection: this.persistent, auth: { name: this.name } });
        this.link = link;
        try {
            await link.open();
            if (link === this.link) await this.opened();
        } catch (error) {
            if (link === this.link) this.showState("refused", error.message);
        }
    }

    opened() {
        this.showState("open", "connected");
        return this.join(this.room);
    }

    async join(room) {
        if (!this.rooms.includes(room)) this.rooms.push(room);
        this.room = room;
        this.showRooms();
        if (!this.isOpen) return;
        const link = this.link;
        const answer = await link.join(room, this.name);
        if (link !== this.link || answer.room !== this.room) return;
        $("messages").replaceChildren();
        for (const message of answer.recent) this.showMessage(message);
        this.showMembers(answer.members);
    }

    showWays(chosen) {
        for (const button of document.querySelectorAll("[data-protocol]")) {
            button.setAttribute("aria-selected", String(button.dataset.protocol === this.protocol));
        }
        $("ways").replaceChildren(
            ...Object.entries(ways[this.protocol]).map(([way, text]) => {
                const button = element("button", { type: "button", dataset: { mode: way }, onclick: () => this.connect(way) }, text);
                button.setAttribute("aria-pressed", String(way === chosen));
                return button;
            }),
        );
    }

    showState(state, text) {
        this.isOpen = state === "open";
        $("chat").dataset.state = state;
        $("state-text").textContent = text;
        for (const field of $("composer").elements) field.disabled = !this.isOpen;
        $("text").placeholder = this.isOpen ? `say something in ${this.room}` : "no connection, no chat";
        if (!this.isOpen) $("members").replaceChildren();
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
        if (this.isOpen) $("text").placeholder = `say something in ${this.room}`;
    }

    showMembers(members) {
        $("members").replaceChildren(
            ...members.map((name) => element("li", { className: name === this.name ? "me" : "" }, name)),
        );
    }

    showMessage({ name, text, time, by }) {
        const list = $("messages");
        const mine = name === this.name;
        list.append(
            element(
                "li",
                { className: mine ? "mine" : "" },
                element("p", { className: "byline" }, element("b", {}, name), element("time", {}, clock(time)), element("small", {}, by)),
                element("p", { className: "text" }, text),
            ),
        );
        list.scrollTop = list.scrollHeight;
    }
}
