"""What the matrix shares: one server of all policies, two servers of pages, and each browser."""

import http.server
import json
import os
import pathlib
import socket
import subprocess
import threading
import time

import pytest
import requests

from driving import STARTERS
from policies import policies

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = ROOT / os.environ.get("WAYLEAVE_INTEROP_SERVER", ".build/debug/wayleave-interop-server")


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"<!doctype html><meta charset=utf-8><title>a page</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def page_ports():
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tuple(server.server_address[1] for server in servers)
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def api(page_ports, tmp_path_factory):
    """The address of a server that has a route tree for each policy."""
    rules = tmp_path_factory.mktemp("policies") / "rules.json"
    rules.write_text(json.dumps(policies(page_ports)))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [BINARY, "--profile", "policies", "--port", str(port), "--policies", str(rules)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 20
    while True:
        try:
            requests.get(f"{address}/preflights", timeout=1)
            break
        except requests.ConnectionError:
            assert process.poll() is None and time.monotonic() < deadline, "the server did not listen"
            time.sleep(0.05)
    yield address
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture(scope="session", params=list(STARTERS))
def browser(request, tmp_path_factory):
    driver = STARTERS[request.param](tmp_path_factory.mktemp(request.param))
    driver.set_script_timeout(60)
    driver.name_of_browser = request.param
    yield driver
    driver.quit()
