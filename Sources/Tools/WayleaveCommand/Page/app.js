// Starts the demo page: reads its configuration from its own origin, loads the official client, and wires the three parts.

import { Chat } from "./chat.js";
import { GateLog } from "./gate.js";
import { Doctor } from "./doctor.js";
import { Laboratory } from "./laboratory.js";
import { $, withCode } from "./dom.js";

const publicClient = {
    url: "https://cdn.socket.io/4.8.1/socket.io.min.js",
    integrity: "sha384-mkQ3/7FUtcGyoppY6bz/PORYoGqOl7/aSUMn2ymDOJcapfS6PHqxhRTMh1RR0Q6+",
};

function load(url, integrity) {
    return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        if (integrity) {
            script.integrity = integrity;
            script.crossOrigin = "anonymous";
        }
        script.src = url;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${url} did not load`));
        document.head.append(script);
    });
}

/** The client from the page's own origin, else from the public CDN, as a copy checked against its hash. */
async function loadClient() {
    try {
        await load("/client/socket.io.min.js");
    } catch {
        notice("The official client is not served here (run `make setup`); taking it from the public CDN.");
        await load(publicClient.url, publicClient.integrity);
    }
}

function notice(text) {
    $("notice").replaceChildren(...withCode(text));
    $("notice").hidden = false;
}

function describeRoute(configuration) {
    for (const [id, page] of [["allowed-link", configuration.allowedPage], ["refused-link", configuration.refusedPage]]) {
        const link = $(id);
        link.href = page;
        link.querySelector(".host").textContent = new URL(page).host;
        if (page === location.origin) link.setAttribute("aria-current", "page");
    }
    $("page-origin").textContent = location.origin;
    $("api-origin").textContent = configuration.api;
    $("mend-command").textContent = `make run ARGS="--origin ${location.origin}"`;
    document.body.dataset.role = configuration.role;
    document.title = `Wayleave · ${configuration.role === "allowed" ? "listed" : "not listed"}`;
}

/** Shows how this page stands with the gate, from the last word the gate had on it. */
function showStanding(entry) {
    const refused = entry.decision === "refuse";
    if (refused && /^(method|header|too-many)/.test(entry.reason)) return; // it asked for too much; its origin is welcome
    document.body.dataset.standing = refused ? "refused" : "allowed";
    $("gate-standing").textContent = refused ? "refused" : "open";
    $("mend").hidden = !refused;
    if (refused) $("mend-sentence").replaceChildren(...withCode(entry.mend));
}

async function start() {
    const configuration = await (await fetch("/config.json")).json();
    describeRoute(configuration);

    await new Doctor(configuration).start();
    const log = new GateLog(location.origin);
    log.onOwnEntry = showStanding;
    log.start();

    try {
        await loadClient();
    } catch (error) {
        notice(`The official client could not be loaded: ${error.message}. Run \`make setup\` and start the demo again.`);
        return;
    }

    const chat = new Chat(configuration);
    const laboratory = new Laboratory(configuration, log);
    await chat.connect("default");
    if (configuration.role === "refused") await laboratory.runAll();
}

start().catch((error) => notice(`This page could not start: ${error.message}`));
