"""The troubleshooting cases of Socket.IO's page "Handling CORS", in Chromium with the official client, on a page of another origin than the server's.

What the server can know to be wrong it refuses at its start, with a code and a way out; of the rest the page sees what the official page says, and
the configuration that mends it makes the same page connect.
"""

import http.server
import json
import os
import subprocess
import threading

import pytest

from demo import CLIENT_DIRECTORY, ROOT

BINARY = ROOT / os.environ.get("WAYLEAVE_INTEROP_SERVER", ".build/debug/wayleave-interop-server")

CONNECT = """([url, options]) => within(new Promise((resolve) => {
    const socket = io(url, { reconnection: false, ...options });
    const tell = async () => resolve({ ok: await socket.timeout(5000).emitWithAck("message-with-ack", "ü"), over: socket.io.engine.transport.name });
    socket.on("connect", tell);
    socket.on("connect_error", (error) => resolve({ error: error.message, status: error.context?.status, text: error.context?.responseText }));
}))"""

LOAD = """([url, crossorigin]) => within(new Promise((resolve) => {
    delete window.io;
    const script = document.createElement("script");
    if (crossorigin !== null) script.crossOrigin = crossorigin;
    script.onload = () => resolve(typeof window.io === "function" ? "loaded" : "empty");
    script.onerror = () => resolve("blocked");
    script.src = url;
    document.head.append(script);
}))"""

READ = "([url, credentials]) => within(fetch(url, { credentials }).then(async (answer) => (await answer.text()).length, (error) => error.message))"


class Page(http.server.SimpleHTTPRequestHandler):
    """An empty document, and the client, which these pages have from their own origin."""

    def do_GET(self):
        body = b"<!doctype html><meta charset=utf-8><title>a page</title><link rel=icon href=data:,>"
        if self.path == "/socket.io.min.js":
            body = (CLIENT_DIRECTORY / "socket.io.min.js").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def origins():
    """Two origins of pages, neither the server's."""
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tuple(f"http://localhost:{server.server_address[1]}" for server in servers)
    for server in servers:
        server.shutdown()


@pytest.fixture
def start(tmp_path):
    """Starts a server under some rules; returns its address, or what it says when it does not start."""
    processes = []

    def begin(**rules):
        path = tmp_path / f"rules-{len(processes)}.json"
        path.write_text(json.dumps({"server": rules}))
        command = [BINARY, "--profile", "cors", "--port", "0", "--policies", path, "--client-directory", CLIENT_DIRECTORY]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        line = process.stdout.readline()
        if "listening" not in line:
            return process.wait(10), process.stderr.read()
        return "http://localhost:" + line.split("http://")[1].split()[0].rsplit(":", 1)[1]

    yield begin
    for process in processes:
        process.terminate()
        process.communicate(timeout=10)


@pytest.fixture
def open_at(page):
    def at(origin):
        page.goto(origin)
        page.evaluate("window.within = (promise) => Promise.race([promise, new Promise((_, no) => setTimeout(() => no('nothing in 8 s'), 8000))])")
        page.add_script_tag(url=f"{origin}/socket.io.min.js")
        return page

    return at


def connect(page, url, **options):
    return page.evaluate(CONNECT, [url, options])


def console(page, *parts):
    """Whether one line of the console has all of these; it comes by another way than the result."""
    for _ in range(100):
        if any(all(part in line for part in parts) for line in page.said):
            return True
        page.wait_for_timeout(20)
    print(*page.said, sep="\n")
    return False


def assert_connected(answer, over=("polling", "websocket")):
    assert answer.get("ok") == "ü", answer
    assert answer["over"] in over, answer


def assert_refused(started, *parts):
    """The server did not start, and said which code and what to do."""
    status, said = started
    assert status == 3, said
    for part in parts:
        assert part in said


# "CORS header 'Access-Control-Allow-Origin' missing"


def test_missing_allow_origin(start, open_at, origins):
    page = open_at(origins[0])
    url = start(origins=[origins[1]])
    assert connect(page, url)["error"] == "xhr poll error"
    assert console(page, "blocked by CORS policy", "No 'Access-Control-Allow-Origin' header is present")
    assert connect(page, url, transports=["websocket"])["error"] == "websocket error", "the reference lets WebSockets of any origin in"

    assert_connected(connect(page, start(origins=list(origins))))


def test_an_origin_with_a_slash_is_refused_at_start(start, origins):
    assert_refused(start(origins=[f"{origins[0]}/"]), f"{origins[0]}/", "slash")


def test_rules_without_an_origin_are_refused_at_start(start):
    assert_refused(start(), "origins-empty", "list at least one")


# "Credential is not supported if the CORS header 'Access-Control-Allow-Origin' is '*'"


def test_any_origin_with_credentials_is_refused_at_start(start):
    assert_refused(start(origins=["*"], credentials=True), "credentials-with-any-origin", "list the origins, or set `credentials` to false")


def test_any_origin_serves_pages_without_credentials_only(start, open_at, origins):
    page = open_at(origins[0])
    url = start(origins=["*"])
    assert_connected(connect(page, url))
    assert connect(page, url, withCredentials=True, transports=["polling"])["error"] == "xhr poll error"
    assert console(page, "blocked by CORS policy", "must not be the wildcard '*' when the request's credentials mode is 'include'")

    listed = start(origins=[origins[0]], credentials=True)
    assert_connected(connect(page, listed, withCredentials=True, transports=["polling"]))


# "Expected 'true' in CORS header 'Access-Control-Allow-Credentials'"


def test_missing_allow_credentials(start, open_at, origins):
    page = open_at(origins[0])
    url = start(origins=[origins[0]])
    assert connect(page, url, withCredentials=True, transports=["polling"])["error"] == "xhr poll error"
    assert console(page, "blocked by CORS policy", "'Access-Control-Allow-Credentials' header in the response is ''")
    assert_connected(connect(page, url, withCredentials=False))

    mended = start(origins=[origins[0]], credentials=True)
    assert_connected(connect(page, mended, withCredentials=True, transports=["polling"]))
    assert_connected(connect(page, mended, withCredentials=True, transports=["websocket"]), over=["websocket"])


# `allowedHeaders` of the same page


def test_further_headers_need_to_be_listed(start, open_at, origins):
    page = open_at(origins[0])
    headers = {"my-custom-header": "abcd"}
    assert connect(page, start(origins=[origins[0]]), extraHeaders=headers)["error"] == "xhr poll error"
    # The whole preflight is refused, so the browser misses the first field that it looks for.
    assert console(page, "blocked by CORS policy", "Response to preflight request doesn't pass access control check")

    mended = start(origins=[origins[0]], credentials=True, requestHeaders=["my-custom-header"])
    assert_connected(connect(page, mended, extraHeaders=headers, withCredentials=True, transports=["polling"]))


# The client's files


def test_client_bundle_is_under_the_policy(start, open_at, origins):
    url = start(origins=[origins[0]], credentials=True)
    bundle = f"{url}/socket.io/socket.io.min.js"
    page = open_at(origins[0])
    size = (CLIENT_DIRECTORY / "socket.io.min.js").stat().st_size
    assert [page.evaluate(LOAD, [bundle, how]) for how in (None, "anonymous", "use-credentials")] == ["loaded"] * 3
    assert page.evaluate(READ, [bundle, "include"]) == size
    assert_connected(connect(page, url))

    page = open_at(origins[1])
    assert [page.evaluate(LOAD, [bundle, how]) for how in ("anonymous", "use-credentials")] == ["blocked"] * 2
    assert page.evaluate(READ, [bundle, "include"]) == page.evaluate(READ, [bundle, "omit"]) == "Failed to fetch"
    # A script element without `crossorigin` asks for no permission, and the file is public: the connections are what is refused.
    assert page.evaluate(LOAD, [bundle, None]) == "loaded"
    assert connect(page, url)["error"] == "xhr poll error"


# `allowRequest`


def test_allow_request_refusal_reaches_the_page(start, open_at, origins):
    page = open_at(origins[0])
    url = start(origins=[origins[0]])
    refused = connect(page, url, query={"deny": "1"})
    assert refused["error"] == "xhr poll error" and refused["status"] == 403
    assert json.loads(refused["text"]) == {"code": 4, "message": "denied by policy"}
    assert not any("blocked by CORS policy" in line for line in page.said), "a listed origin can read why it was refused"

    assert connect(page, url, query={"deny": "1"}, transports=["websocket"])["error"] == "websocket error"
    assert console(page, "Unexpected response code: 403")
    assert_connected(connect(page, url))

    page = open_at(origins[1])
    refused = connect(page, url, query={"deny": "1"})
    assert refused["error"] == "xhr poll error" and not refused["status"], "an unlisted one cannot"
