// Ways to cross from this origin to the API, each shown from three sides: the page, the server, the rule.

import { attempts } from "./attempts.js";
import { $, element, withCode } from "./dom.js";
import { verdict } from "./gate.js";

export class Laboratory {
    constructor(configuration, log) {
        this.api = configuration.api;
        this.log = log;
        this.results = new Map();
        $("attempts").replaceChildren(...attempts.map((attempt) => this.show(attempt)));
        $("run-all").addEventListener("click", () => this.runAll());
    }

    async runAll() {
        $("run-all").disabled = true;
        for (const attempt of attempts) await this.run(attempt);
        $("run-all").disabled = false;
    }

    show(attempt) {
        const result = element("div", { className: "sides" });
        const button = element("button", { type: "button", onclick: () => this.run(attempt) }, "Run");
        this.results.set(attempt, { result, button });
        return element(
            "li",
            { id: `attempt-${attempt.id}` },
            element("div", { className: "attempt-head" }, element("h3", {}, attempt.title), button),
            element("pre", {}, element("code", {}, attempt.code(this.api))),
            result,
        );
    }

    async run(attempt) {
        const { result, button } = this.results.get(attempt);
        button.disabled = true;
        result.dataset.outcome = "running";
        result.replaceChildren(element("p", { className: "hint" }, "asking…"));
        await this.log.refresh();
        const before = this.log.lastID;
        const got = await attempt.run(this.api);
        const entries = await this.log.ownEntries(before, attempt.path);
        const refusal = entries.find((entry) => entry.decision === "refuse");
        result.dataset.outcome = got.ok ? "allowed" : "refused";
        result.replaceChildren(
            side(["What this page got"], ...whatThePageGot(got, attempt, this.api, refusal)),
            side(["What the server said"], ...whatTheServerSaid(entries, refusal)),
            side(["Does CORS govern this?", governed(attempt)], element("p", {}, ...withCode(refusal ? attempt.whyRefused : attempt.whyAllowed))),
        );
        button.disabled = false;
    }
}

function side(title, ...content) {
    return element("div", { className: "side" }, element("h4", {}, ...title), ...content);
}

function governed(attempt) {
    const answer = attempt.governed ? "yes" : "no";
    return element("span", { className: "governed", dataset: { governed: answer } }, answer);
}

function whatThePageGot(got, attempt, api, refusal) {
    const lines = [element("p", { className: "got" }, ...got.lines.map((line) => element("code", {}, line)))];
    if (!got.ok && refusal) {
        lines.push(
            element("p", { className: "hint" }, "and in the developer console, which no script can read:"),
            element("p", { className: "console" }, attempt.console(api, location.origin, refusal)),
        );
    }
    return lines;
}

function whatTheServerSaid(entries, refusal) {
    if (entries.length === 0) return [element("p", {}, "Nothing: the request never reached the gate.")];
    const shown = refusal ?? entries[0];
    const others = entries.length - 1;
    const lines = [
        element("p", {}, element("span", { className: "layer", dataset: { layer: shown.layer } }, shown.layer), " ",
            element("code", {}, `${shown.method} ${shown.path}`), " ", verdict(shown)),
    ];
    if (refusal) lines.push(element("p", { className: "mend-line" }, ...withCode(refusal.mend)));
    if (others > 0) lines.push(element("p", { className: "hint" }, `and ${others} more request${others > 1 ? "s" : ""} of this attempt`));
    return lines;
}
