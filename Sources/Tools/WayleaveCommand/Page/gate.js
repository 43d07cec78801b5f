// The gate's log, read about each second from this page's own origin: same-origin, so no CORS in the way.

import { $, clock, element, withCode } from "./dom.js";

const pollMilliseconds = 1000;
const rowsKept = 200;

export class GateLog {
    constructor(origin) {
        this.origin = origin;
        this.entries = [];
        this.lastID = 0;
        this.onOwnEntry = () => {};
        this.pending = null;
        $("only-mine").addEventListener("change", () => this.render());
    }

    async start() {
        await this.refresh();
        setInterval(() => this.refresh(), pollMilliseconds);
    }

    /** Reads what is new. One request at a time: callers share the one under way. */
    refresh() {
        this.pending ??= this.read().finally(() => (this.pending = null));
        return this.pending;
    }

    async read() {
        let fresh;
        try {
            fresh = (await (await fetch(`/gate-log?after=${this.lastID}`, { cache: "no-store" })).json()).entries;
        } catch {
            return; // the demo was stopped; the next turn tries again
        }
        if (fresh.length === 0) return;
        this.lastID = fresh.at(-1).id;
        this.entries = [...this.entries, ...fresh].slice(-rowsKept);
        const own = fresh.filter((entry) => entry.origin === this.origin);
        if (own.length) this.onOwnEntry(own.findLast((entry) => entry.decision === "allow") ?? own.at(-1));
        this.render();
    }

    /** This page's entries after `id` on `path`; waits a moment for the first of them. */
    async ownEntries(id, path) {
        for (let tries = 0; tries < 10; tries += 1) {
            await this.refresh();
            const found = this.entries.filter((entry) => entry.id > id && entry.origin === this.origin && entry.path === path);
            if (found.length) return found;
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return [];
    }

    render() {
        const mineOnly = $("only-mine").checked;
        const shown = this.entries.filter((entry) => !mineOnly || entry.origin === this.origin).reverse();
        $("entries").replaceChildren(...shown.map((entry) => row(entry, !mineOnly)));
    }
}

/** The words for a decision: “allowed 200”, “refused 403”, or “withheld 200” when handled without the fields that would show it to the page. */
export function verdict(entry) {
    const refusal = entry.status < 400 ? "withheld" : "refused";
    const word = entry.decision === "refuse" ? refusal : "allowed";
    return element("span", { className: "verdict", dataset: { decision: entry.decision } }, `${word} ${entry.status}`);
}

function row(entry, showOrigin) {
    const line = element(
        "div",
        { className: "line" },
        element("time", {}, clock(entry.time, true)),
        element("span", { className: "layer", dataset: { layer: entry.layer } }, entry.layer),
        element("code", { className: "request" }, `${entry.method} ${entry.path}`),
        verdict(entry),
    );
    const made = element("li", { dataset: { decision: entry.decision } }, line);
    if (showOrigin) made.append(element("p", { className: "origin" }, "Origin: ", element("code", {}, entry.origin || "none, so not a browser’s")));
    if (entry.decision === "refuse") {
        made.append(element("p", { className: "why" }, element("span", { className: "reason" }, entry.reason), ...withCode(entry.mend)));
    }
    return made;
}
