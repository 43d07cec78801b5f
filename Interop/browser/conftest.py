"""What the tests share: one demo, one Chromium, and a chatting python-socketio client."""

import os
import threading

import pytest
import socketio
from playwright.sync_api import expect, sync_playwright

from demo import ROOT, Demo

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SCREENSHOTS = ROOT / ".build" / "screenshots"

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def demo():
    running = Demo()
    yield running
    running.stop()
    assert running.process.returncode == 0, "SIGTERM is a graceful stop"


@pytest.fixture(scope="session")
def chromium():
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*as_root, "--disable-dev-shm-usage", "--no-proxy-server"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page in a profile of its own; what its console said is in `page.said`."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(f"uncaught: {error}"))
    yield page
    context.close()


@pytest.fixture
def bare(demo, page):
    """Opens a document of an origin that runs nothing but the official client.

    The document comes from the server: one that Playwright makes up counts as public to Chromium, whose Local Network Access checks then
    hold back every request to loopback.
    """

    def open_at(origin):
        page.goto(f"{origin}/config.json")
        page.add_script_tag(url=f"{origin}/client/socket.io.min.js")
        page.evaluate("window.within = (promise) => Promise.race([promise, new Promise((_, no) => setTimeout(() => no('nothing in 8 s'), 8000))])")
        return page

    return open_at


@pytest.fixture
def ada(demo):
    """A python-socketio client in the room `lobby`; what it hears is in `ada.heard`, who is there in `ada.members`."""
    client = socketio.Client(reconnection=False)
    client.heard, client.members = [], []
    client.on("members", lambda update: setattr(client, "members", update["members"]))
    client.on("message", lambda message: client.heard.append((message["name"], message["text"])))
    client.connect(demo.api, auth={"name": "Ada"}, wait_timeout=10)
    client.call("join", ("lobby", "Ada"), timeout=10)
    yield client
    # disconnect() waits until its reader ends, which a server that keeps the TCP connection open can delay for 30 s
    leaving = threading.Thread(target=client.disconnect, daemon=True)
    leaving.start()
    leaving.join(timeout=2)


@pytest.fixture
def screenshot():
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return lambda page, name: page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
