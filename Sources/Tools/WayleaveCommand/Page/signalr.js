// A small SignalR client for the demo: the JSON hub protocol over each of the three transports. Official clients do more, and connect as well.

const separator = "\x1e";

export class HubConnection {
    /** @param transport `WebSockets`, `ServerSentEvents` or `LongPolling` */
    constructor(url, transport) {
        this.url = url;
        this.transport = transport;
        this.handlers = new Map();
        this.pending = new Map();
        this.lastId = 0;
        this.rest = "";
        this.onclose = () => {};
    }

    on(name, handler) {
        this.handlers.set(name.toLowerCase(), handler);
    }

    /** Negotiates, opens the transport and shakes hands. */
    async start() {
        const answer = await this.post(`${this.url}/negotiate?negotiateVersion=1`);
        const negotiated = await answer.json();
        if (negotiated.error) throw new Error(negotiated.error);
        this.address = `${this.url}?id=${encodeURIComponent(negotiated.connectionToken)}`;
        const shaken = new Promise((resolve, reject) => Object.assign(this, { resolveHandshake: resolve, rejectHandshake: reject }));
        shaken.catch(() => {});
        await this[`open${this.transport}`]();
        await this.write(JSON.stringify({ protocol: "json", version: 1 }) + separator);
        await shaken;
        this.pings = setInterval(() => this.write(JSON.stringify({ type: 6 }) + separator).catch(() => {}), 15000);
    }

    /** Calls a method of the hub; settles with its result. */
    invoke(target, ...args) {
        const invocationId = String(++this.lastId);
        return new Promise((resolve, reject) => {
            this.pending.set(invocationId, { resolve, reject });
            this.write(JSON.stringify({ type: 1, invocationId, target, arguments: args }) + separator).catch(reject);
        });
    }

    stop() {
        if (this.isStopped) return;
        this.ended("stopped here");
        this.socket?.close();
        this.events?.close();
        if (this.transport === "LongPolling" && this.address) {
            fetch(this.address, { method: "DELETE", credentials: "include" }).catch(() => {});
        }
    }

    // Transports

    openWebSockets() {
        const address = this.address.replace(/^http/, "ws");
        this.socket = new WebSocket(address);
        this.socket.onmessage = (event) => this.receive(event.data);
        this.socket.onclose = (event) => this.ended(`WebSocket closed (${event.code})`);
        return new Promise((resolve, reject) => {
            this.socket.onopen = resolve;
            this.socket.onerror = () => reject(new Error("the WebSocket could not be opened"));
        });
    }

    openServerSentEvents() {
        this.events = new EventSource(this.address, { withCredentials: true });
        this.events.onmessage = (event) => this.receive(event.data);
        return new Promise((resolve, reject) => {
            this.events.onopen = resolve;
            this.events.onerror = () => {
                this.events.close();
                this.ended("the event stream ended");
                reject(new Error("the event stream could not be opened"));
            };
        });
    }

    async openLongPolling() {
        await this.poll(); // the first one answers at once
        this.pollOn();
    }

    async pollOn() {
        try {
            while (!this.isStopped && (await this.poll())) continue;
            this.ended("the polls ended");
        } catch (error) {
            this.ended(error.message);
        }
    }

    async poll() {
        const answer = await fetch(`${this.address}&_=${Date.now()}`, { credentials: "include", headers });
        if (answer.status === 204) return false;
        if (!answer.ok) throw new Error(`poll answered ${answer.status}`);
        this.receive(await answer.text());
        return true;
    }

    async write(text) {
        if (this.socket) this.socket.send(text);
        else await this.post(this.address, text);
    }

    async post(url, body) {
        const answer = await fetch(url, { method: "POST", credentials: "include", headers, body });
        if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
        return answer;
    }

    // Messages

    receive(text) {
        const records = (this.rest + text).split(separator);
        this.rest = records.pop();
        for (const record of records) this.handle(JSON.parse(record));
    }

    handle(message) {
        switch (message.type) {
        case undefined: // the handshake's answer
            return message.error ? this.rejectHandshake(new Error(message.error)) : this.resolveHandshake();
        case 1:
            return this.handlers.get(message.target.toLowerCase())?.(...message.arguments);
        case 3: {
            const call = this.pending.get(message.invocationId);
            this.pending.delete(message.invocationId);
            return message.error ? call?.reject(new Error(message.error)) : call?.resolve(message.result);
        }
        case 7:
            return this.ended(message.error ?? "closed by the server");
        }
    }

    ended(reason) {
        if (this.isStopped) return;
        this.isStopped = true;
        clearInterval(this.pings);
        this.rejectHandshake?.(new Error(reason));
        for (const call of this.pending.values()) call.reject(new Error(reason));
        this.pending.clear();
        this.onclose(reason);
    }
}

// What official clients send: it makes every negotiation and poll ask for a preflight.
const headers = { "X-Requested-With": "XMLHttpRequest", "Content-Type": "text/plain;charset=UTF-8" };
