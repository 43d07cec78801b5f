"""A headless Chromium, spoken to in its own protocol: documents, frames and workers alike, so that no fault goes unseen."""

import json
import os
import pathlib
import queue
import subprocess
import threading
import time

import websocket

from world import ENCRYPTED, PLAIN, RUNNER, page_path

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


class Chromium:
    def __init__(self, directory: pathlib.Path, world):
        profile = directory / "profile"
        rules = ",".join(f"MAP *:{port} 127.0.0.1:{world.ports[port]}" for port in PLAIN + ENCRYPTED)
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            [CHROMIUM, "--headless=new", "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={profile}", "--no-proxy-server",
             "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update",
             f"--host-resolver-rules={rules}", f"--ignore-certificate-errors-spki-list={world.certificate.pin}", *as_root, "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket = websocket.create_connection(self._address(profile / "DevToolsActivePort"), timeout=60, suppress_origin=True)
        self.answers, self.number = {}, 0
        self.case_of, self.errors, self.loaded = {}, {}, queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.version = self.call("Browser.getVersion")["product"].replace("Headless", "")
        self.tab = self._attach(self.call("Target.createTarget", url="about:blank")["targetId"])

    def _address(self, file):
        deadline = time.monotonic() + 20
        while not (file.exists() and len(lines := file.read_text().split()) > 1):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise SystemExit(f"{CHROMIUM} did not start")
            time.sleep(0.05)
        return f"ws://127.0.0.1:{lines[0]}{lines[1]}"

    # What the protocol says.

    def _send(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self.answers[self.number] = answer = queue.Queue()
        self.socket.send(json.dumps(message))
        return answer

    def call(self, method, session=None, seconds=60, **parameters):
        answer = self._send(method, session, **parameters).get(timeout=seconds)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _attach(self, target):
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable", session)
        self._watch(session)
        return session

    def _watch(self, session):
        """From here on what this document or worker loads is noted, and what its children load."""
        self._send("Network.enable", session)
        self._send("Target.setAutoAttach", session, autoAttach=True, waitForDebuggerOnStart=True, flatten=True)
        self._send("Runtime.runIfWaitingForDebugger", session)

    def _listen(self):
        while True:
            try:
                message = json.loads(self.socket.recv())
            except (websocket.WebSocketException, OSError, ValueError):
                return
            if "id" in message:
                self.answers.pop(message["id"]).put(message)
            else:
                self._event(message["method"], message.get("params", {}))

    def _event(self, name, event):
        if name == "Network.requestWillBeSent":
            segments = event["request"]["url"].split("/")
            if len(segments) > 5 and segments[3] == "c":
                self.case_of.setdefault(event["requestId"], segments[4])
        elif name == "Network.loadingFailed" and "corsErrorStatus" in event:
            self.errors.setdefault(self.case_of.get(event["requestId"]), []).append(event["corsErrorStatus"]["corsError"])
        elif name == "Target.attachedToTarget":
            self._watch(event["sessionId"])
        elif name == "Page.loadEventFired":
            self.loaded.put(True)

    # What the tests ask for.

    def visit(self, url):
        while not self.loaded.empty():
            self.loaded.get()
        self.call("Page.navigate", self.tab, url=url)
        self.loaded.get(timeout=20)

    def run(self, page, cases, at_once):
        """Opens the page, performs the cases in it, and returns id → outcomes of the steps."""
        self.visit(page["origin"] + page_path(page.get("response_headers")))
        questions = [{"id": case["id"], "steps": case["steps"]} for case in cases]
        expression = f"{{ globalThis.runnerSource = {json.dumps(RUNNER)}; }} {RUNNER}; runCases({json.dumps(questions)}, {at_once})"
        answer = self.call("Runtime.evaluate", self.tab, seconds=30 + 10 * len(cases), expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"]["value"]

    def close(self):
        try:
            self.call("Browser.close", seconds=5)
            self.process.wait(timeout=10)
        except Exception:
            self.process.kill()
            self.process.wait()
