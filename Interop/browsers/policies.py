"""The policies, pages and requests that make the matrix."""

LISTED, WILD, PORTS, UNLISTED, NULL = "listed", "wild", "ports", "unlisted", "null"

# Where each kind of page stands: a host of the machine itself, and which of two page servers. `null` is a sandboxed frame.
PAGES = {LISTED: ("localhost", 0), WILD: ("a.b.localhost", 0), PORTS: ("ports.localhost", 1), UNLISTED: ("localhost", 1), NULL: ("localhost", 0)}


def policies(ports: tuple[int, int]) -> dict[str, dict]:
    origins = [f"http://localhost:{ports[0]}", f"http://*.b.localhost:{ports[0]}", "http://ports.localhost:*"]
    return {
        "plain": {"origins": origins},
        "cookies": {"origins": origins, "credentials": True, "requestHeaders": ["content-type", "x-a"], "exposedHeaders": ["X-Shown"]},
        "methods": {"origins": origins, "methods": ["PUT", "PATCH", "purge"], "requestHeaders": ["authorization"], "exposedHeaders": ["x-shown"]},
        "reflect": {"origins": origins, "credentials": True, "methods": ["*"], "requestHeaders": ["*"]},
        "reflect-named": {"origins": origins, "credentials": True, "methods": ["*"], "requestHeaders": ["*", "authorization"]},
        "stars": {"origins": origins, "methods": ["*"], "requestHeaders": ["*"], "exposedHeaders": ["*"]},
        "public": {"origins": ["*"], "exposedHeaders": ["*"]},
        "public-api": {"origins": ["*"], "methods": ["GET", "PUT", "DELETE"], "requestHeaders": ["*", "Authorization"], "exposedHeaders": ["x-shown"]},
        "opaque": {"origins": ["null"], "dangerouslyAllowNullOrigin": True, "requestHeaders": ["x-a"]},
        "uncached": {"origins": origins, "preflightMaxAge": 0, "methods": ["PUT"]},
        "unstated": {"origins": origins, "preflightMaxAge": None, "methods": ["PUT"]},
        "cached": {"origins": origins, "preflightMaxAge": 600, "methods": ["PUT"]},
    }


# method as the page writes it, fields, credentials mode, path
REQUESTS = [
    ("GET", {}, "omit", "200"),
    ("GET", {}, "same-origin", "200"),
    ("GET", {}, "include", "200"),
    ("HEAD", {}, "omit", "200"),
    ("POST", {}, "include", "200"),
    ("POST", {"Content-Type": "text/plain"}, "omit", "200"),
    ("POST", {"Content-Type": "application/json"}, "omit", "200"),
    ("POST", {"Content-Type": "application/json"}, "include", "200"),
    ("GET", {"X-A": "1"}, "omit", "200"),
    ("GET", {"X-A": "1", "Content-Type": "application/json"}, "include", "200"),
    ("GET", {"X-A": "1", "X-Z": "2", "Accept-Language": "en"}, "omit", "200"),
    ("GET", {"Authorization": "Bearer x"}, "omit", "200"),
    ("GET", {"Authorization": "Bearer x"}, "include", "200"),
    ("GET", {"Authorization": "Bearer x", "X-A": "1"}, "omit", "200"),
    ("PUT", {}, "omit", "200"),
    ("put", {}, "omit", "200"),
    ("PUT", {}, "include", "200"),
    ("DELETE", {}, "omit", "200"),
    ("PATCH", {}, "omit", "200"),
    ("patch", {}, "omit", "200"),
    ("PATCH", {"X-A": "1"}, "include", "200"),
    ("purge", {}, "omit", "200"),
    ("PURGE", {}, "omit", "200"),
    ("OPTIONS", {}, "omit", "200"),
    ("GET", {}, "omit", "401"),
    ("GET", {}, "include", "401"),
    ("GET", {}, "omit", "404"),
    ("GET", {}, "omit", "no/such/path"),
    ("GET", {}, "include", "500"),
    ("POST", {"X-A": "1"}, "omit", "404"),
    ("PUT", {}, "omit", "500"),
    ("GET", {}, "omit", "thrown"),
    ("GET", {"X-A": "1"}, "include", "thrown"),
]

SAFELISTED = {"accept", "accept-language", "content-language"}


def normalized(method: str) -> str:
    """Fetch § normalize a method."""
    return method.upper() if method.upper() in ("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT") else method


def unsafe_names(fields: dict[str, str]) -> list[str]:
    """Fetch § CORS-unsafe request-header names, for the values that the matrix has."""
    simple = ("text/plain", "multipart/form-data", "application/x-www-form-urlencoded")
    return sorted(n.lower() for n, v in fields.items() if n.lower() not in SAFELISTED and not (n.lower() == "content-type" and v in simple))
