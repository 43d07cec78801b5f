"""The stacks: what each runs, the fault planted in the broken one, and how the doctor is called.

A file below stacks/ holds both twins: a line that ends with `# broken` (or `// broken`) is in the broken one only, `# mended` in the mended one.
`fault` is the id of Documentation/Doctor.md that must come first; `also` are ids that name the same fault from another side.
"""

from dataclasses import dataclass, field


@dataclass
class Process:
    role: str  # PORT is the front; others are named in the front's configuration
    file: str
    environment: dict = field(default_factory=dict)  # a value may be {"broken": …, "mended": …}


@dataclass
class Stack:
    name: str
    fault: str
    planted: str
    processes: list
    url: str | dict = "http://127.0.0.1:{{PORT}}/api"
    kind: str = "fetch"
    method: str = "GET"
    arguments: tuple = ()
    also: tuple = ()
    origin: str | None = None  # instead of https://app.example.com
    page: str | None = None
    tls: bool = False
    asked: str | None = None  # the kind that the doctor is called with, if another


def alone(file, **environment):
    return [Process("PORT", file, environment)]


def behind(front, back="backend.py", **environment):
    return [Process("BACKEND", back, environment), Process("PORT", front)]


def pair(front, back, **environment):
    return [Process("ONE", back, environment), Process("TWO", back, environment), Process("PORT", front)]


SOCKET = "ws://127.0.0.1:{{PORT}}/ws"
SOCKETIO = "http://127.0.0.1:{{PORT}}/socket.io/"
HUB = "http://127.0.0.1:{{PORT}}/hub"
APP = "https://app.example.com"
PUT = {"method": "PUT"}
COOKIES = {"arguments": ("--credentials", "include")}
TOKEN = {"arguments": ("--header", "Authorization: Bearer zoo")}

STACKS = [
    # Responses
    Stack("nginx-lost-in-if", "A1", "an `if` block with its own add_header drops the inherited ones: the preflight has no ACAO", alone("lost-in-if.nginx"), **PUT),
    Stack("express-cors-after-routes", "A1", "cors() stands after the routes: answers have no CORS headers at all", alone("express-cors-after-routes.js")),
    Stack("node-no-options", "A2", "the preflight is answered 405 without CORS headers", alone("node-no-options.js"), also=("B1",), **PUT),
    Stack("express-star-credentials", "A3", "origin `*` with credentials", alone("express-star-credentials.js"), **COOKIES),
    Stack("caddy-doubled", "A4", "the backend sends ACAO, and the proxy adds another", behind("doubled.caddy", POLICY="good")),
    Stack("tornado-no-scheme", "A5", "ACAO is a host without scheme", alone("tornado-no-scheme.py")),
    Stack("lighttpd-trailing-slash", "A6", "ACAO ends with a slash", behind("trailing-slash.lighttpd", POLICY="none")),
    Stack("aiohttp-tainting-redirect", "A7", "a redirect to another origin makes the Origin `null`", [
        Process("OTHER", "backend.py", {"POLICY": "good"}), Process("PORT", "aiohttp-tainting-redirect.py")], url="http://127.0.0.1:{{PORT}}/old", also=("J11",)),
    Stack("sanic-credentials-true", "A8", "Access-Control-Allow-Credentials: True", alone("sanic-credentials-true.py"), **COOKIES),
    Stack("httpd-star-credentials", "A3", "`*` with credentials", behind("star.apache", POLICY="none"), **COOKIES),
    Stack("nginx-star-added", "A4", "the proxy adds `*` to the backend's ACAO", behind("star-added.nginx", POLICY="good")),
    Stack("lighttpd-list-in-a-line", "A4", "ACAO is a list of two origins", behind("list-in-a-line.lighttpd", POLICY="none")),
    Stack("rack-wrong-scheme", "A6", "ACAO is http, the page https", alone("rack-wrong-scheme.ru")),
    Stack("express-no-credentials", "A8", "cors() without `credentials`, the page sends them", alone("express-no-credentials.js"), **COOKIES),
    Stack("node-quoted", "A5", "ACAO is in quotation marks", alone("node-quoted.js")),
    Stack("rack-other-host", "A6", "ACAO is www, the page app", alone("rack-other-host.ru")),
    Stack("nginx-credentials-twice", "A8", "Access-Control-Allow-Credentials is there twice", behind("credentials-twice.nginx", POLICY="good"), **COOKIES),
    Stack("aiohttp-events-no-cors", "A1", "an event stream without CORS", alone("aiohttp-events-no-cors.py"), url="http://127.0.0.1:{{PORT}}/events", kind="sse"),
    # Preflights
    Stack("flask-options-405", "B1", "the preflight is answered 405, with CORS headers", alone("flask-options-405.py"), also=("A2",), **PUT),
    Stack("nginx-slash-redirect", "B2", "the preflight is redirected to the path with a slash", behind("slash-redirect.nginx", POLICY="good"), **PUT),
    Stack("httpd-spaces", "B3", "methods are separated by spaces", behind("spaces.apache", POLICY="none"), **PUT),
    Stack("express-methods", "B4", "PATCH is not among the methods", alone("express-methods.js"), method="PATCH"),
    Stack("quart-header-missing", "B5", "X-Tenant-Id is not among the headers", alone("quart-header-missing.py"), arguments=("--header", "X-Tenant-Id: 7")),
    Stack("haproxy-headers-star", "B6", "Access-Control-Allow-Headers: * does not cover Authorization", behind("headers-star.haproxy", POLICY="none"), **TOKEN),
    Stack("node-header-with-value", "B3", "Access-Control-Allow-Headers holds a header with its value", alone("node-header-with-value.js"), method="POST",
          arguments=("--header", "Content-Type: application/json")),
    Stack("node-lower-case-method", "B4", "methods are in lower case", alone("node-lower-case-method.js"), method="PATCH"),
    Stack("nginx-options-dropped", "B7", "the proxy closes on OPTIONS without an answer", behind("options-dropped.nginx", POLICY="good"), **PUT),
    Stack("node-no-max-age", "B8", "no Access-Control-Max-Age: a preflight for every request", alone("node-no-max-age.js"), **PUT),
    Stack("django-append-slash", "B2", "APPEND_SLASH redirects the preflight", alone("django-append-slash.py"), **PUT),
    # Credentials and cookies
    Stack("fastapi-auth-outside-cors", "C11", "authentication stands outside CORS and answers the preflight 401",
          alone("fastapi-auth-outside-cors.py"), also=("A2",), **TOKEN),
    Stack("aiohttp-headers-in-handler", "C9", "CORS headers are on success only: the 401 has none", alone("aiohttp-headers-in-handler.py"), also=("D4",),
          arguments=("--credentials", "include", "--header", "Authorization: Bearer zoo")),
    Stack("flask-cookie-lax", "C2", "the session cookie is SameSite=Lax, the page on another site", alone("flask-cookie-lax.py"), **COOKIES),
    Stack("flask-cookie-not-secure", "C3", "the session cookie is SameSite=None without Secure", alone("flask-cookie-not-secure.py"), **COOKIES),
    Stack("haproxy-basic-auth", "C11", "the proxy asks the preflight for a password", behind("basic-auth.haproxy", POLICY="none"),
          also=("B1", "A2"), arguments=("--header", "Authorization: Basic em9vOnpvbw==")),
    Stack("flask-cookie-unspecified", "C2", "the session cookie has no SameSite", alone("flask-cookie-unspecified.py"), **COOKIES),
    # Reading
    Stack("litestar-nothing-exposed", "D1", "X-Total-Count, X-Request-Id and Link are sent and not exposed", alone("litestar-nothing-exposed.py")),
    Stack("nginx-no-always", "D4", "add_header without `always`: a 404 has no ACAO", alone("no-always.nginx"), also=("A1",)),
    Stack("tornado-event-type", "D7", "an event stream is text/plain", alone("tornado-event-type.py"), url="http://127.0.0.1:{{PORT}}/events", kind="sse"),
    Stack("flask-download", "D1", "Content-Disposition is not exposed", alone("flask-download.py"), **COOKIES),
    # Caches
    Stack("traefik-no-vary", "E1", "the middleware answers by origin without addVaryHeader", behind("no-vary.traefik.yaml", POLICY="none")),
    Stack("envoy-no-vary", "E1", "two origins are allowed, and no answer has Vary", behind("no-vary.envoy.yaml", POLICY="none")),
    Stack("varnish-blind-to-origin", "E1", "a cache serves one origin's ACAO to all", behind("blind-to-origin.vcl", POLICY="reflect-no-vary", CACHEABLE="1"), also=("E4",)),
    Stack("flask-cors-late-vary", "E2", "Vary is on allowed answers only", alone("flask-cors-late-vary.py")),
    Stack("nginx-cache-ignores-vary", "E4", "the cache in front ignores Vary: Origin", behind("cache-ignores-vary.nginx", POLICY="good", CACHEABLE="1"), also=("E1",)),
    Stack("sanic-late-vary", "E2", "Vary is on allowed answers only", alone("sanic-late-vary.py")),
    # Security
    Stack("traefik-unanchored", "F3", "accessControlAllowOriginListRegex has no `$` at its end", behind("unanchored.traefik.yaml", POLICY="none"), **COOKIES),
    Stack("django-allow-all", "F1", "CORS_ALLOW_ALL_ORIGINS with credentials reflects anybody", alone("django-allow-all.py"), **COOKIES),
    Stack("node-reflects-anything", "F1", "the Origin is echoed unseen, with credentials", alone("node-reflects-anything.js"), **COOKIES),
    Stack("fastapi-null-trusted", "F2", "`null` is in the list", alone("fastapi-null-trusted.py"), **COOKIES),
    Stack("django-regex-prefix", "F3", "a regular expression without end", alone("django-regex-prefix.py"), **COOKIES),
    Stack("rack-cors-suffix", "F4", "a regular expression without beginning", alone("rack-cors-suffix.ru"), also=("F7",), **COOKIES),
    Stack("nginx-suffix", "F4", "a map with an end only", alone("suffix.nginx"), also=("F7",), **COOKIES),
    Stack("node-substring", "F5", "includes()", alone("node-substring.js"), also=("F7",), **COOKIES),
    Stack("fastapi-regex-dot", "F6", "dots are not escaped", alone("fastapi-regex-dot.py"), **COOKIES),
    Stack("fastapi-any-subdomain", "F9", "any subdomain", alone("fastapi-any-subdomain.py"), **COOKIES),
    Stack("nginx-http-trusted", "F11", "an https service trusts the http origin", alone("http-trusted.nginx"), url="https://localhost:{{PORT}}/api", tls=True,
          arguments=("--credentials", "include", "--cacert", "{{DIRECTORY}}/authority.pem")),
    Stack("flask-cors-any-port", "F12", "any port", alone("flask-cors-any-port.py"), **COOKIES),
    Stack("fastapi-preview-hosts", "F17", "any name on a hosting domain", alone("fastapi-preview-hosts.py"), **COOKIES),
    Stack("node-stateful-regex", "F22", "a regular expression with /g answers every other time", alone("node-stateful-regex.js"), **COOKIES),
    Stack("caddy-echo", "F1", "the proxy echoes the Origin, with credentials", behind("echo.caddy", POLICY="none"), **COOKIES),
    Stack("envoy-prefix", "F3", "a prefix match", behind("prefix.envoy.yaml", POLICY="none"), **COOKIES),
    Stack("express-regex-end", "F4", "a regular expression with an end only", alone("express-regex-end.js"), also=("F7",), **COOKIES),
    Stack("express-null", "F2", "`null` is in the list", alone("express-null.js"), **COOKIES),
    Stack("nginx-subdomains", "F9", "any subdomain", alone("subdomains.nginx"), **COOKIES),
    # WebSockets
    Stack("fastapi-open-socket", "G1", "the CORS middleware does not cover the WebSocket", alone("fastapi-open-socket.py"), url=SOCKET, kind="websocket"),
    Stack("websockets-any-origin", "G1", "no list of origins", alone("websockets-any-origin.py"), url="ws://127.0.0.1:{{PORT}}/", kind="websocket"),
    Stack("channels-hosts", "G2", "AllowedHostsOriginValidator refuses the page", alone("channels-hosts.py"), url=SOCKET, kind="websocket"),
    Stack("nginx-http10", "G3", "the proxy strips Upgrade", behind("http10.nginx", POLICY="none", SOCKETS="checked"), url=SOCKET, kind="websocket"),
    Stack("httpd-no-upgrade", "G3", "ProxyPass without upgrade=websocket", behind("no-upgrade.apache", POLICY="none", SOCKETS="checked"), url=SOCKET, kind="websocket"),
    Stack("envoy-no-upgrade", "G3", "no upgrade_configs", behind("no-upgrade.envoy.yaml", POLICY="none", SOCKETS="checked"), url=SOCKET, kind="websocket"),
    Stack("nginx-host-rewritten", "G4", "the proxy rewrites Host: the backend's same-host check refuses its own page",
          behind("host-rewritten.nginx", "tornado-socket.py"), url=SOCKET, kind="websocket", origin="http://127.0.0.1:{{PORT}}", also=("G2",)),
    Stack("haproxy-https-redirect", "G5", "the handshake is redirected to https", behind("https-redirect.haproxy", POLICY="none", SOCKETS="checked"), url=SOCKET, kind="websocket"),
    Stack("nginx-single-page", "G6", "the page's index answers the WebSocket's path", behind("single-page.nginx", POLICY="none", SOCKETS="checked"), url=SOCKET, kind="websocket"),
    Stack("nginx-page-policy-socket", "G8", "connect-src has https: but not the WebSocket", [
        Process("TARGET_PORT", "backend.py", {"POLICY": "none", "SOCKETS": "checked"}),
        Process("PORT", "policy-of-page.nginx", {"SCHEME": "ws"})],
        url="ws://127.0.0.1:{{TARGET_PORT}}/ws", kind="websocket", page="http://127.0.0.1:{{PORT}}/page"),
    Stack("tornado-subprotocol", "G9", "a subprotocol is answered that nobody asked for", alone("tornado-subprotocol.py"), url=SOCKET, kind="websocket"),
    Stack("tornado-any-origin", "G1", "check_origin says yes to all", alone("tornado-any-origin.py"), url=SOCKET, kind="websocket"),
    Stack("websockets-slash", "G2", "the listed origin ends with a slash", alone("websockets-slash.py"), url="ws://127.0.0.1:{{PORT}}/", kind="websocket"),
    Stack("node-wrong-accept", "G10", "Sec-WebSocket-Accept is computed wrongly", alone("node-wrong-accept.js"), url=SOCKET, kind="websocket"),
    Stack("nginx-basic-auth", "G11", "the proxy asks for a password", behind("basic-auth.nginx", POLICY="none", SOCKETS="checked"), url=SOCKET, kind="websocket"),
    Stack("ws-any-origin", "G1", "a WebSocketServer without verifyClient", alone("ws-any-origin.js"), url=SOCKET, kind="websocket"),
    Stack("varnish-no-pipe", "G3", "no pipe for upgrades", behind("no-pipe.vcl", POLICY="none", SOCKETS="checked"), url=SOCKET, kind="websocket"),
    Stack("uvicorn-bind-address-socket", "G7", "an https page opens ws://0.0.0.0", alone("backend.py", POLICY="none", SOCKETS="checked"), kind="websocket",
          url={"broken": "ws://0.0.0.0:{{PORT}}/ws", "mended": SOCKET}, also=("J2",)),
    # Socket.IO
    Stack("python-socketio-old-client", "H1", "a client of Socket.IO 2 against a server of today", alone("socketio-server.py"), kind="socketio",
          url={"broken": SOCKETIO + "?EIO=3&transport=polling", "mended": SOCKETIO + "?EIO=4&transport=polling"}),
    Stack("python-socketio-no-cors", "H2", "no CORS on polling", alone("socketio-server.py", ORIGINS={"broken": "off", "mended": APP}), url=SOCKETIO, kind="socketio"),
    Stack("python-socketio-wrong-path", "H6", "the server answers below another path", alone("socketio-server.py", PATHNAME={"broken": "realtime", "mended": "socket.io"}),
          url=SOCKETIO, kind="socketio"),
    Stack("haproxy-socketio-workers", "H7", "two workers without affinity", pair("no-affinity.haproxy", "socketio-server.py"), url=SOCKETIO, kind="socketio"),
    Stack("python-socketio-other-origin", "H17", "the page's origin is not in the list",
          alone("socketio-server.py", ORIGINS={"broken": "https://admin.example.com", "mended": APP}), url=SOCKETIO, kind="socketio"),
    Stack("nginx-socketio-no-upgrade", "H21", "polling passes the proxy, the upgrade does not", behind("http10.nginx", "socketio-server.py"),
          url=SOCKETIO, kind="socketio", also=("G3", "H12")),
    Stack("flask-socketio-star", "F1", "cors_allowed_origins=\"*\" reflects anybody, with credentials", alone("flask-socketio-star.py"), url=SOCKETIO, kind="socketio",
          also=("H9", "G1")),
    Stack("nginx-socketio-single-page", "H6", "the page's index answers /socket.io/", behind("single-page-socketio.nginx", "socketio-server.py"), url=SOCKETIO, kind="socketio"),
    Stack("httpd-socketio-no-upgrade", "H21", "polling passes the proxy, the upgrade does not", behind("no-upgrade.apache", "socketio-server.py"),
          url=SOCKETIO, kind="socketio", also=("G3", "H12")),
    # SignalR
    Stack("signalr-no-cors", "I1", "the negotiate request has no CORS", alone("signalr-server.py", ORIGINS={"broken": "none", "mended": APP}), url=HUB, kind="signalr"),
    Stack("signalr-star", "I2", "`*`, while the client sends credentials", alone("signalr-server.py", ORIGINS={"broken": "*", "mended": APP}), url=HUB, kind="signalr", also=("A3",)),
    Stack("signalr-headers", "I3", "x-requested-with is not allowed",
          alone("signalr-server.py", HEADERS={"broken": "content-type", "mended": "x-requested-with,x-signalr-user-agent"}), url=HUB, kind="signalr"),
    Stack("haproxy-signalr-workers", "I8", "two workers without affinity", pair("no-affinity.haproxy", "signalr-server.py"), url=HUB, kind="signalr"),
    Stack("signalr-open-socket", "I9", "the hub's WebSocket checks no Origin", alone("signalr-server.py", SOCKETS={"broken": "open", "mended": "checked"}), url=HUB,
          kind="signalr", also=("G1",)),
    Stack("signalr-wrong-path", "I12", "the hub is elsewhere", alone("signalr-server.py"), kind="signalr",
          url={"broken": "http://127.0.0.1:{{PORT}}/chat", "mended": HUB}),
    Stack("haproxy-signalr-redirect", "I4", "the negotiate preflight is redirected to https", behind("https-redirect.haproxy", "signalr-server.py"), url=HUB, kind="signalr", also=("B2",)),
    Stack("nginx-signalr-no-upgrade", "G3", "negotiate passes the proxy, the upgrade does not", behind("http10.nginx", "signalr-server.py"), url=HUB, kind="signalr"),
    # Others
    Stack("uvicorn-bind-address", "J2", "an https page calls http://0.0.0.0, the address the server binds to", alone("backend.py", POLICY="good"),
          url={"broken": "http://0.0.0.0:{{PORT}}/api", "mended": "http://127.0.0.1:{{PORT}}/api"}),
    Stack("nginx-page-policy", "J3", "connect-src of the page has https: only", [
        Process("TARGET_PORT", "backend.py", {"POLICY": "good"}), Process("PORT", "policy-of-page.nginx", {"SCHEME": "http"})],
        url="http://127.0.0.1:{{TARGET_PORT}}/api", page="http://127.0.0.1:{{PORT}}/page"),
    Stack("caddy-policy-in-page", "J3", "a <meta> policy of the page lacks the target", [
        Process("TARGET_PORT", "backend.py", {"POLICY": "good"}), Process("PORT", "policy-in-page.caddy")],
        url="http://127.0.0.1:{{TARGET_PORT}}/api", page="http://127.0.0.1:{{PORT}}/page"),
    Stack("nginx-login", "J19", "a login page stands in front: 302 to another origin", behind("login.nginx", POLICY="good"), also=("J11",)),
    Stack("nginx-name-mismatch", "J5", "the certificate is for another name", alone("name-mismatch.nginx"), url="https://localhost:{{PORT}}/api", tls=True,
          arguments=("--cacert", "{{DIRECTORY}}/authority.pem")),
    Stack("nginx-redirect-loop", "J5", "a redirect to itself", alone("redirect-loop.nginx")),
    Stack("lighttpd-buffered-events", "J18", "the proxy gathers the whole answer before it sends any", behind("buffered-events.lighttpd", POLICY="good"), url="http://127.0.0.1:{{PORT}}/events", kind="sse",
          also=("I18",)),
]
