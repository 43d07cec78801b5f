// The doctor's report, beside what this very browser gets. The report comes from the page's own origin, which runs the doctor.

import { $, element, withCode } from "./dom.js";
import { patient, thisBrowser } from "./patient.js";

const kinds = { auto: "find out", fetch: "fetch", socketio: "Socket.IO", signalr: "SignalR", websocket: "WebSocket", sse: "event stream" };
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const grave = ["medium", "high", "critical"];

export class Doctor {
    constructor(configuration) {
        this.api = configuration.api;
        this.form = $("question");
    }

    async start() {
        const { kind, method, origin } = this.form.elements;
        kind.append(...Object.entries(kinds).map(([value, text]) => new Option(text, value)));
        method.append(...methods.map((name) => new Option(name, name)));
        origin.value = location.origin;
        const good = { id: "good", title: "the demo’s own API, as it should be", url: `${this.api}/api/hello`, kind: "fetch", method: "GET", headers: [], credentials: true };
        const broken = await (await fetch("/broken.json")).json();
        this.fill(good);
        $("ills").replaceChildren(...[good, ...broken].map((ill) => this.offer(ill)));
        this.form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.examine();
        });
    }

    offer(ill) {
        const choose = () => {
            this.fill(ill);
            this.examine();
        };
        return element("li", {}, element("button", { type: "button", onclick: choose, dataset: { ill: ill.id } }, ill.title));
    }

    fill(ill) {
        const { url, origin, kind, method, header, credentials } = this.form.elements;
        url.value = ill.url;
        origin.value = location.origin;
        kind.value = ill.kind;
        method.value = ill.method;
        header.value = ill.headers.map((pair) => pair.join(": ")).join("");
        credentials.checked = ill.credentials;
        for (const button of $("ills").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.ill === ill.id));
    }

    question() {
        const { url, origin, kind, method, header, credentials } = this.form.elements;
        const colon = header.value.indexOf(":");
        const headers = colon > 0 ? [[header.value.slice(0, colon).trim(), header.value.slice(colon + 1).trim()]] : [];
        return { url: url.value.trim(), origin: origin.value.trim(), kind: kind.value, method: method.value, headers, credentials: credentials.checked };
    }

    async examine() {
        const button = this.form.querySelector("button");
        const question = this.question();
        button.disabled = true;
        const result = $("examination");
        result.hidden = false;
        result.dataset.outcome = "running";
        result.replaceChildren(element("p", { className: "hint" }, "examining…"));
        try {
            const report = await this.ask(question);
            const own = await this.perform(question, report);
            result.dataset.outcome = report.findings.some((finding) => grave.includes(finding.severity)) ? "refused" : "allowed";
            result.dataset.agreed = own.agreed ?? "";
            result.replaceChildren(shownReport(report), own.shown);
        } catch (error) {
            result.dataset.outcome = "refused";
            result.replaceChildren(element("p", {}, ...withCode(error.message)));
        }
        button.disabled = false;
    }

    async ask(question) {
        const response = await fetch("/doctor", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question) });
        const report = await response.json();
        if (!response.ok) throw new Error(report.error);
        return report;
    }

    /** What this browser does, and whether that is what the doctor foretold for it. */
    async perform(question, report) {
        const title = element("h3", {}, "What this browser did");
        if (question.origin !== location.origin) {
            const why = `This page can speak for its own origin only, \`${location.origin}\`.`;
            return { shown: element("div", { className: "patient" }, title, element("p", { className: "hint" }, ...withCode(why))) };
        }
        const { code, perform } = patient({ ...question, kind: report.kind });
        const got = await perform();
        const name = thisBrowser();
        const agreed = report.verdicts[name] === got.ok;
        const foretold = report.verdicts[name] ? "that it gets through" : "that it does not get through";
        const console = report.findings.map((finding) => finding.browsers[name]).find(Boolean);
        const shown = element(
            "div", { className: "patient" }, title,
            element("pre", {}, element("code", {}, code)),
            element("p", { className: "got" }, ...got.lines.map((line) => element("code", {}, line))),
            ...(got.ok || !console ? [] : [
                element("p", { className: "hint" }, "and in the developer console, which no script can read:"),
                element("p", { className: "console" }, console.replace(/ \[\w+(, \w+)*\]$/, "")),
            ]),
            element("p", { className: "foretold", dataset: { agreed: String(agreed) } }, `The doctor foretold ${foretold}`, agreed ? ": so it was." : ", and was wrong."),
        );
        return { shown, agreed };
    }
}

function shownReport(report) {
    const [first, ...others] = report.findings;
    const summary = `${report.requests} requests, ${report.milliseconds} ms${report.recognised.length ? `, ${report.recognised.join(", ")}` : ""}`;
    return element(
        "div", { className: "report" },
        element("h3", {}, "What the doctor says"),
        element("ol", { className: "steps" }, ...report.steps.map(shownStep)),
        first ? shownFinding(first, true) : element("p", { className: "healthy" }, "Nothing is wrong."),
        ...others.map((finding) => shownFinding(finding, false)),
        element("p", { className: "hint" }, summary),
    );
}

function shownStep(step) {
    const marks = { ok: "●", failed: "✖", skipped: "○" };
    return element(
        "li", { dataset: { status: step.status } },
        element("span", { className: "mark", ariaLabel: step.status }, marks[step.status]),
        element("span", {}, step.title), element("span", { className: "detail" }, step.detail),
    );
}

function shownFinding(finding, open) {
    const [what, ...configuration] = finding.mend.split("\n");
    return element(
        "details", { className: "finding", open, dataset: { finding: finding.id, grave: String(grave.includes(finding.severity)) } },
        element("summary", {}, element("span", { className: "finding-id" }, finding.id), element("b", {}, finding.title), element("span", { className: "severity" }, finding.severity)),
        element("p", {}, ...withCode(finding.cause)),
        element("ul", { className: "evidence" }, ...finding.evidence.map((line) => element("li", {}, line))),
        element("p", { className: "mend-line" }, ...withCode(what)),
        ...(configuration.length ? [element("pre", {}, element("code", {}, configuration.join("\n")))] : []),
    );
}
