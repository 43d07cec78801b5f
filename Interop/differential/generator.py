"""Makes cases out of the rules: what pages do, and what good and bad servers answer. Each case comes from its seed and number alone."""

import random

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PAGES = ["https://app.site-a.test"] * 8 + [
    "https://app.site-a.test:8443", "http://app.site-a.test", "http://app.site-a.test:8081", "http://localhost:18081", "http://127.0.0.1:18081",
    "http://a.localhost", "https://api.site-b.test:8443",
]
ENCRYPTED = ["https://api.site-b.test"] * 6 + ["https://api.site-a.test"] * 3 + [
    "https://cdn.site-c.test", "https://admin.site-a.test", "https://app.site-a.test", "https://app.site-a.test:8443", "https://api.site-b.test:8443",
]
PLAIN = ["http://api.site-b.test", "http://api.site-a.test:8081", "http://localhost:18081", "http://127.0.0.1:18081", "http://app.site-a.test"]
CONTEXTS = ["sandbox", "sandbox-same-origin", "srcdoc", "data", "blob", "worker", "worker-data"]


class Maker:
    """One case in the making."""

    def __init__(self, seed, number, identifier):
        self.random = random.Random(f"{seed}/{number}")
        self.id = identifier
        self.origin = self.pick(PAGES)
        self.sender = self.origin  # as the server sees it
        self.context = "page"
        self.page_headers = []
        self.server, self.steps = {}, []
        self.loose = False

    # Choosing

    def pick(self, values):
        return self.random.choice(values)

    def chance(self, probability):
        return self.random.random() < probability

    def weighted(self, *pairs):
        """Values with weights; a value that can be called is called."""
        value = self.random.choices([v for v, _ in pairs], [w for _, w in pairs])[0]
        return value() if callable(value) else value

    def target(self):
        mixed = self.origin.startswith("http:") or self.chance(0.08)
        return self.pick(ENCRYPTED + PLAIN * 2 if mixed else ENCRYPTED)

    def url(self, hop=0, target=None):
        return f"{target or self.target()}/c/{self.id}/{hop}"

    def elsewhere(self):
        """Puts the page into a frame or a worker."""
        self.context = self.pick(CONTEXTS)
        if self.context in ("sandbox", "data", "worker-data"):
            self.sender = "null"

    def step(self, request, **more):
        self.steps.append({"context": self.context, "request": request, **more})

    # What servers say

    def allow_origin(self):
        """Access-Control-Allow-Origin, well or ill: lines."""
        mine, host = self.sender, self.origin.split("://")[1]
        value = self.weighted(
            (mine, 40), ("*", 16), ("{REQ_ORIGIN}", 10), (None, 8), ("null", 4), ("https://other.site-c.test", 3), (mine + "/", 2), (mine.upper(), 2),
            (f"{mine}, https://other.site-c.test", 2), (f"{mine} https://other.site-c.test", 1), ("", 1), (host, 1), (f"*.{host}", 1), ("true", 1),
            (f" {mine} ", 2), (mine + ":443", 1), (mine.replace("http", "ftp", 1), 1), (f'"{mine}"', 1), ("https://*.site-a.test", 1), ("NULL", 1),
            ([mine, mine], 2), (["*", mine], 1), ([mine, "*"], 1), (["*", "*"], 1), (mine + ".", 1), (mine + "#", 1), (mine + ",", 1), ("//" + host, 1))
        values = value if isinstance(value, list) else [] if value is None else [value]
        name = self.weighted(("Access-Control-Allow-Origin", 9), ("access-control-allow-origin", 1))
        return [[name, v] for v in values]

    def allow_credentials(self):
        value = self.weighted(("true", 50), (None, 38), ("false", 3), ("True", 2), ("TRUE", 1), (" true ", 2), ("true, true", 1), ("1", 1), ("", 1))
        return [] if value is None else [["Access-Control-Allow-Credentials", value]]

    def good(self):
        return [["Access-Control-Allow-Origin", "{REQ_ORIGIN}"], ["Access-Control-Allow-Credentials", "true"]]

    def sharing(self):
        return self.good() if self.chance(0.45) else self.allow_origin() + self.allow_credentials()

    def exposing(self):
        names = self.weighted((None, 6), ("X-A", 2), ("*", 2), ("x-a, X-B", 2), ("X-A X-B", 1), ("X-A,,X-B,", 1), ('"X-A"', 1), ("X-A; X-B", 1), ("X-B, *", 1), (["X-A", "X-B"], 1), ("set-cookie", 1))
        lines = [["X-A", "1"], ["X-B", "2"], ["Cache-Control", "no-store"]] if self.chance(0.7) else []
        return lines + [["Access-Control-Expose-Headers", v] for v in (names if isinstance(names, list) else [] if names is None else [names])]

    def list_of(self, names, first):
        """A list of the preflight: complete, incomplete, malformed, or absent."""
        joined = ", ".join(names)
        value = self.weighted(
            (joined, 24), ("*", 8), (None, 6), (first, 6), (joined.lower(), 4), (joined.upper(), 4), (joined.replace(", ", " "), 2), (f'"{first}"', 1), ("", 2),
            (f",{joined},", 2), (f"*, {first}", 1), (joined.replace(", ", ";"), 1), (f"{first}, a/b", 1), (names, 3), ("GET, X-A", 2), (f"{joined},\t*", 1))
        return value if isinstance(value, list) else [] if value is None else [value]

    def preflight(self, request):
        method = request.get("method", "GET")
        headers = [n for n, _ in request.get("headers", [])] or ["X-A"]
        answer = {"status": self.weighted((204, 50), (200, 30), (299, 2), (202, 2), (404, 3), (405, 3), (401, 3), (500, 3), (403, 2), (302, 2), (301, 1), (308, 1), (304, 1), (421, 1), (503, 1))}
        lines = self.sharing()
        if self.chance(0.55):
            lines += [["Access-Control-Allow-Methods", "{ACRM}"], ["Access-Control-Allow-Headers", "{ACRH}"]]
        else:
            lines += [["Access-Control-Allow-Methods", v] for v in self.list_of(["GET", method, "PATCH"] if method else ["GET"], method)]
            lines += [["Access-Control-Allow-Headers", v] for v in self.list_of(headers + ["Content-Type"], headers[0])]
        if self.chance(0.5):
            lines.append(["Access-Control-Max-Age", self.pick(["600", "600", "600", "5", "0", "-1", "", "abc", "10, 20", "1.5", "86400"])])
        if answer["status"] in (301, 302, 308) and self.chance(0.7):
            lines.append(["Location", self.url(9)])
        return answer | {"headers": lines}

    def actual(self, hop, hops):
        """An answer: the last one, or a redirect to the next hop."""
        if hop < hops:
            location = self.weighted((lambda: self.url(hop + 1), 40), (f"/c/{self.id}/{hop + 1}", 6), (lambda: self.url(hop + 1).replace("://", "://u:p@"), 1), (lambda: self.url(hop + 1) + "#f", 1), ("data:text/plain,x", 1), ("", 1), ("http://:x", 1))
            status = self.pick([301, 302, 303, 307, 308])
            return {"status": status, "headers": self.sharing() + [["Location", location]], "body": ""}
        status = self.weighted((200, 60), (201, 3), (204, 4), (206, 1), (304, 2), (400, 3), (401, 3), (403, 4), (404, 5), (405, 2), (410, 1), (429, 1), (500, 5), (502, 2), (503, 2), (300, 1), (302, 2))
        return {"status": status, "headers": self.sharing() + self.exposing() + [["Content-Type", "text/plain"]], "body": "ok"}

    def answers(self, request, hops=None):
        """Scripts every hop of the request."""
        hops = self.weighted((0, 70), (1, 20), (2, 8), (3, 2)) if hops is None else hops
        for hop in range(hops + 1):
            self.server[str(hop)] = {"preflight": self.preflight(request), "actual": self.actual(hop, hops)}

    # What pages ask

    def header(self):
        return self.weighted(
            (["X-A", "1"], 6), (["X-B", "2"], 3), (["Authorization", "Bearer x"], 5), (["Content-Type", "application/json"], 6), (["Content-Type", "text/plain"], 3),
            (["Content-Type", "text/plain;charset=utf-8"], 1), (["Content-Type", 'text/plain; charset="utf-8"'], 1), (["Content-Type", "TEXT/PLAIN"], 1),
            (["Content-Type", "text/plain, application/json"], 1), (["Content-Type", "multipart/form-data; boundary=x"], 1), (["Content-Type", "application/x-www-form-urlencoded"], 1),
            (["Content-Type", ""], 1), (["Accept", "text/html"], 2), (["Accept", "a<b"], 1), (["Accept", "a" * 129], 1), (["Accept-Language", "de, en;q=0.5"], 1), (["Accept-Language", "de@"], 1),
            (["Content-Language", "de"], 1), (["Range", "bytes=0-5"], 1), (["Range", "bytes=5-"], 1), (["Range", "bytes=-5"], 1), (["Range", "bytes=0-1,3-4"], 1), (["Range", "bytes=9-5"], 1),
            (["If-None-Match", '"x"'], 2), (["Cache-Control", "no-cache"], 2), (["Pragma", "no-cache"], 1), (["Cookie", "a=1"], 1), (["Origin", "https://x.test"], 1), (["Sec-Foo", "1"], 1),
            (["Proxy-Foo", "1"], 1), (["DNT", "1"], 1), (["X-HTTP-Method-Override", "TRACE"], 1), (["X-HTTP-Method-Override", "PUT"], 1), (["User-Agent", "x"], 1),
            (["X-Requested-With", "XMLHttpRequest"], 3), (["Last-Event-ID", "1"], 1), (["Save-Data", "on"], 1), (["DPR", "2"], 1), (["Width", "9"], 1), (["Width", self.pick(["x", "1.5", "", "-1"])], 1), (["DPR", self.pick(["x", "1.5", ""])], 1),
            (["RTT", self.pick(["50", "1.5", "x"])], 1), (["Downlink", self.pick(["1.5", "x"])], 1), (["Device-Memory", self.pick(["8", "0.5", "x"])], 1),
            (["ECT", self.pick(["4g", "slow-2g", "x"])], 1), (["Viewport-Width", self.pick(["9", "x"])], 1), (["Save-Data", "off"], 1), (["x y", "1"], 1), (["X-A", "a\nb"], 1),
            (["X-A", "ü"], 1), (["X-A", "☃"], 1), (["X-A", " 1 "], 1), (["X-Empty", ""], 1), (["Referer", "https://x.test"], 1), (["Upgrade-Insecure-Requests", "1"], 1), (["X-Long", "a" * 300], 1))

    def headers(self):
        return [self.header() for _ in range(self.weighted((0, 45), (1, 35), (2, 14), (4, 6)))]

    def method(self):
        return self.weighted(("GET", 40), ("POST", 16), ("PUT", 10), ("DELETE", 8), ("PATCH", 6), ("HEAD", 5), ("OPTIONS", 3), ("patch", 2), ("get", 1), ("put", 1), ("head", 1), ("Foo", 1), ("PROPFIND", 1), ("TRACE", 1), ("a b", 1))

    def body(self, method):
        if method.upper() in ("GET", "HEAD") and self.chance(0.97):
            return {}
        body = self.weighted(
            (None, 3), ({"k": "string", "v": "x"}, 3), ({"k": "usp", "v": "a=1"}, 2), ({"k": "form"}, 2), ({"k": "buffer"}, 1), ({"k": "blob"}, 1),
            ({"k": "blob", "type": "application/json"}, 1), ({"k": "blob", "type": "text/plain"}, 1))
        return {"body": body} if body else {}

    def fetch(self, **fixed):
        method = self.method()
        request = {"url": self.url(), "method": method, "credentials": self.pick(["same-origin", "include", "include", "omit"]), "headers": self.headers(), **self.body(method)}
        return {k: v for k, v in (request | fixed).items() if v != []}


# The groups: each makes one kind of case.


def plain(m):
    """fetch, over everything."""
    request = m.fetch()
    m.answers(request)
    m.step(request)


def simple(m):
    """A GET without preflight: the CORS check and its headers."""
    request = m.fetch(method="GET", headers=[])
    m.answers(request, 0)
    m.step(request)


def preflights(m):
    request = m.fetch(method=m.pick(["PUT", "DELETE", "PATCH", "POST", "GET"]))
    request["headers"] = request.get("headers", []) + [["X-A", "1"]]
    m.answers(request, 0)
    m.server["0"]["actual"] = {"status": 200, "headers": m.good(), "body": "ok"}
    m.step(request)


def redirects(m):
    request = m.fetch(headers=m.headers() if m.chance(0.4) else [])
    if m.chance(0.2):
        request["redirect"] = m.pick(["manual", "error"])
    m.answers(request, m.pick([1, 1, 2, 3]))
    if m.chance(0.6):
        for hop in m.server.values():
            hop["preflight"] = {"status": 204, "headers": m.good() + [["Access-Control-Allow-Methods", "{ACRM}"], ["Access-Control-Allow-Headers", "{ACRH}"]]}
            hop["actual"]["headers"] = m.good() + [h for h in hop["actual"]["headers"] if h[0] == "Location"]
    m.step(request)


def modes(m):
    request = m.fetch(mode=m.pick(["no-cors", "same-origin", "no-cors", "navigate", "cors"]))
    if m.chance(0.3):
        request["redirect"] = m.pick(["manual", "error", "follow"])
    m.answers(request)
    m.step(request)


def xhr(m):
    method = m.method()
    request = {"api": "xhr", "url": m.url(), "method": method, "withCredentials": m.chance(0.5), "headers": m.headers(), **m.body(method)}
    if m.chance(0.3):
        request["uploadListener"] = True
    m.answers(request)
    m.step({k: v for k, v in request.items() if v != []})


def contexts(m):
    m.elsewhere()
    plain(m)


def frames(m):
    """A frame of another origin, within the page."""
    m.sender = m.pick(["https://api.site-b.test", "https://api.site-a.test", "https://cdn.site-c.test"])
    m.origin = "https://app.site-a.test"
    m.context = f"origin:{m.sender}"
    plain(m)


def preflight_cache(m):
    """Several requests to one address: which of them ask first?"""
    m.context = "page" if m.chance(0.8) else "worker"
    first = m.fetch(method=m.pick(["PUT", "DELETE", "GET"]), headers=[["X-A", "1"]])
    lines = m.good() + [["Access-Control-Allow-Methods", m.pick(["{ACRM}", "*", "GET, PUT, DELETE", "PUT"])], ["Access-Control-Allow-Headers", m.pick(["{ACRH}", "*", "X-A, X-B", "X-A"])]]
    age = m.pick([None, "600", "600", "600", "0", "5", "-1", "abc", ""])
    if m.chance(0.3):
        lines[0] = ["Access-Control-Allow-Origin", "*"]
    lines += [] if age is None else [["Access-Control-Max-Age", age]]
    m.server["0"] = {"preflight": {"status": 204, "headers": lines}, "actual": {"status": 200, "headers": m.sharing(), "body": "ok"}}
    m.step(first)
    for _ in range(m.pick([1, 1, 2])):
        change = m.weighted(({}, 5), ({"method": m.pick(["PUT", "DELETE", "GET"])}, 3), ({"headers": [["X-B", "1"]]}, 2), ({"headers": []}, 1), ({"credentials": m.pick(["include", "omit"])}, 3),
                            ({"headers": [["X-A", "1"], ["Authorization", "x"]]}, 1), ({"url": first["url"] + m.pick(["?x", "#x"])}, 1), ({"cache": m.pick(["no-store", "reload", "no-cache"])}, 2))
        m.step({k: v for k, v in (first | change).items() if v != []})


def http_cache(m):
    """The same address twice: does the first answer spoil the second?"""
    lines = [["Cache-Control", m.pick(["max-age=600", "max-age=600", "no-store", "no-cache"])], ["Content-Type", "text/plain"]]
    lines += [["Vary", m.pick(["Origin", "Accept-Encoding", "origin, Accept", "*"])]] if m.chance(0.5) else []
    lines += m.pick([m.good(), [["Access-Control-Allow-Origin", "*"]], [["Access-Control-Allow-Origin", m.origin]], []])
    answer = {"status": 200, "headers": lines, "body": "ok"}
    bare = [h for h in lines if not h[0].startswith("Access-Control")]
    m.server["0"] = {"actual": answer | ({"no_origin": {"status": 200, "headers": bare, "body": "ok"}} if m.chance(0.6) else {})}
    url = m.url()
    for _ in range(m.pick([2, 2, 3])):
        mode = m.pick(["cors", "cors", "no-cors"])
        request = {"url": url, "mode": mode, "credentials": m.pick(["omit", "omit", "include", "same-origin"])}
        if m.chance(0.2):
            request["cache"] = m.pick(["no-store", "reload", "no-cache", "force-cache"])
        m.step(request)


def elements(m):
    kind = m.pick(["img", "img", "script", "module", "link", "font", "dynimport"])
    types = {"img": "image/png", "script": "text/javascript", "module": "text/javascript", "dynimport": "text/javascript", "link": "text/css", "font": "font/woff2"}
    request = {"api": "element", "tag": {"module": "script", "font": "link"}.get(kind, kind), "url": m.url()}
    request |= {"module": {"type": "module"}, "font": {"rel": "preload", "as": "font"}}.get(kind, {})
    if kind != "dynimport" and m.chance(0.65):
        request["crossorigin"] = m.pick(["", "anonymous", "use-credentials", "bogus"])
    m.answers(request, 1 if m.chance(0.15) else 0)
    for hop in m.server.values():
        answer = hop["actual"]
        if answer["status"] in (204, 304, 206):
            answer["status"] = 200
        answer["headers"] = [h for h in answer["headers"] if h[0] != "Content-Type"] + [["Content-Type", types[kind]]]
        answer |= {"body_b64": PNG} if kind == "img" else {"body": {"link": "a{}", "font": "x"}.get(kind, "/**/")}
        hop.pop("preflight")
    m.step(request)


def event_streams(m):
    request = {"api": "eventsource", "url": m.url(), "withCredentials": m.chance(0.5)}
    m.answers(request, 1 if m.chance(0.2) else 0)
    last = list(m.server.values())[-1]["actual"]
    last["headers"] = [h for h in last["headers"] if h[0] != "Content-Type"]
    kind = m.weighted(("text/event-stream", 10), ("text/event-stream;charset=utf-8", 2), ("text/plain", 1), (None, 1), ("TEXT/event-stream", 1), ("text/event-stream; charset=latin1", 1))
    last["headers"] += [["Content-Type", kind]] if kind else []
    last["body"] = "data: hello\n\n"
    m.step(request)


def web_sockets(m):
    if m.chance(0.25):
        m.elsewhere()
    target = m.target()
    request = {"api": "websocket", "url": m.url(0, target if m.chance(0.2) else target.replace("http", "ws", 1))}
    offered = m.weighted((None, 6), (["chat"], 3), (["chat", "v2"], 2), (["a b"], 1), (["chat", "chat"], 1))
    if offered:
        request["protocols"] = offered
    if m.chance(0.25):
        answer = {"status": m.pick([200, 400, 401, 403, 404, 426, 500, 502, 301, 302, 307, 204]), "headers": m.sharing(), "body": "no"}
        if 300 < answer["status"] < 309:
            answer["headers"].append(["Location", m.url(1).replace("http", "ws", 1)])
    else:
        upgrade = m.weighted(("websocket", 12), ("WebSocket", 2), (None, 1), ("h2c", 1), ("websocket, foo", 1))
        connection = m.weighted(("Upgrade", 12), ("keep-alive, upgrade", 2), (None, 1), ("close", 1), ("upgraded", 1))
        accept = m.weighted((["{ACCEPT}"], 16), ([], 1), (["x"], 1), (["{ACCEPT}", "{ACCEPT}"], 1), (["{ACCEPT}", "x"], 1))
        chosen = m.weighted(((offered or [None])[0], 10), (None, 2), ("other", 1), ("CHAT", 1))
        answer = {"status": 101, "headers": [[n, v] for n, v in (("Upgrade", upgrade), ("Connection", connection)) if v] + [["Sec-WebSocket-Accept", v] for v in accept]}
        answer["headers"] += [["Sec-WebSocket-Protocol", chosen]] if chosen else []
        answer["headers"] += m.weighted(([], 8), (m.sharing(), 2), ([["Sec-WebSocket-Extensions", m.pick(["foo", "permessage-deflate", "permessage-deflate; bogus"])]], 2))
    m.server["0"] = {"websocket": answer}
    m.step(request)


def beacons(m):
    body = m.weighted((None, 1), ({"k": "string", "v": "x"}, 3), ({"k": "usp", "v": "a=1"}, 1), ({"k": "form"}, 1), ({"k": "buffer"}, 1), ({"k": "blob"}, 1), ({"k": "blob", "type": "application/json"}, 4))
    request = {"api": "beacon", "url": m.url()} | ({"body": body} if body else {})
    m.answers({"method": "POST", "headers": [["Content-Type", ""]]}, 0)
    m.step(request)


def security_policies(m):
    m.origin = m.sender = "https://app.site-a.test"
    source = m.pick(["'self'", "'none'", "*", "https:", "https://api.site-b.test", "api.site-b.test", "*.site-b.test", "https://*.site-a.test", "https://api.site-b.test:*", "https://api.site-b.test/c/", "http://api.site-b.test", "wss:", "'self' https://api.site-b.test", "https://api.site-b.test/other", "data:", "wss://api.site-b.test"])
    directive = m.pick(["connect-src", "connect-src", "default-src"])
    m.page_headers = [["Content-Security-Policy", f"{directive} {source}" + m.pick(["", "", "; script-src *"])]]
    kind = m.pick([plain, plain, event_streams, web_sockets, xhr])
    kind(m)
    m.context = m.steps[0]["context"] = "page"


def embedder_policies(m):
    m.origin = m.sender = "https://app.site-a.test"
    if m.chance(0.7):
        m.page_headers = [["Cross-Origin-Embedder-Policy", m.pick(["require-corp", "credentialless", "unsafe-none", "require-corp; report-to=x"])]]
    request = m.fetch(mode=m.pick(["no-cors", "no-cors", "no-cors", "cors"]), method="GET", headers=[])
    m.answers(request, 1 if m.chance(0.15) else 0)
    for hop in m.server.values():
        value = m.pick([None, "same-origin", "same-site", "cross-origin", "same-origin, same-site", "bogus", "SAME-ORIGIN", "cross-origin "])
        hop["actual"]["headers"] += [["Cross-Origin-Resource-Policy", value]] if value else []
    m.step(request)


def referrers(m):
    request = m.fetch(mode=m.pick(["cors", "no-cors", "same-origin"]), method=m.pick(["GET", "POST", "POST", "HEAD"]), headers=[])
    request["referrerPolicy"] = m.pick(["no-referrer", "origin", "same-origin", "strict-origin", "unsafe-url", "no-referrer-when-downgrade", "origin-when-cross-origin"])
    m.answers(request)
    m.step(request)


def navigations(m):
    if m.chance(0.5):
        request = {"api": "element", "tag": "iframe", "url": m.url()}
    else:
        request = {"api": "element", "tag": "form", "url": m.url(), "method": m.pick(["GET", "POST", "POST"])}
        request |= {"enctype": m.pick(["multipart/form-data", "text/plain", "application/x-www-form-urlencoded"])} if m.chance(0.5) else {}
    m.server["0"] = {"actual": {"status": m.pick([200, 200, 404, 403, 500]), "headers": m.sharing() + [["Content-Type", "text/html"]], "body": "<p>ok"}}
    m.step(request)


def cookies(m):
    """A cookie is set by a first request, or by a visit before; does it travel with the next?"""
    attributes = m.pick(["", "; Secure", "; SameSite=Lax", "; SameSite=Strict", "; SameSite=None; Secure", "; SameSite=None", "; SameSite=None; Secure; Partitioned", "; HttpOnly", "; SameSite=Bogus"])
    line = ["Set-Cookie", f"k=v; Path=/c/{m.id}{attributes}"]
    target = m.target()
    credentials = m.pick(["include", "include", "include", "omit", "same-origin"])
    m.server["0"] = {"actual": {"status": 200, "headers": (m.good() if m.chance(0.8) else []), "body": "ok"}}
    if m.chance(0.4):
        m.server["set"] = {"actual": {"status": 200, "headers": [line, ["Content-Type", "text/html"]], "body": "ok"}}
    else:
        m.server["1"] = {"actual": {"status": 200, "headers": m.good() + [line], "body": "ok"}}
        m.step({"url": m.url(1, target), "credentials": m.pick(["include", "include", "omit"])})
    m.step({"url": m.url(0, target), "credentials": credentials, "mode": m.pick(["cors", "cors", "no-cors"])})


GROUPS = {
    "plain": (plain, 16), "simple": (simple, 8), "preflight": (preflights, 12), "redirect": (redirects, 10), "mode": (modes, 5), "xhr": (xhr, 8),
    "context": (contexts, 5), "frame": (frames, 3), "preflight-cache": (preflight_cache, 5), "http-cache": (http_cache, 4), "element": (elements, 7),
    "event-stream": (event_streams, 4), "websocket": (web_sockets, 7), "beacon": (beacons, 2), "csp": (security_policies, 4), "coep": (embedder_policies, 4),
    "referrer": (referrers, 3), "navigation": (navigations, 2), "cookie": (cookies, 3),
}


def make_case(seed, number, groups=None):
    names = groups or list(GROUPS)
    chooser = random.Random(f"group {seed}/{number}")
    group = chooser.choices(names, [GROUPS[name][1] for name in names])[0]
    maker = Maker(seed, number, f"s{seed}-{group}-{number}")
    GROUPS[group][0](maker)
    return {
        "id": maker.id, "group": group, "page": {"origin": maker.origin, "response_headers": maker.page_headers}, "server": maker.server,
        "steps": maker.steps, "loose": maker.loose,
    }
