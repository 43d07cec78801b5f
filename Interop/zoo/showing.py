"""Sends what the doctor's evidence rests on by hand, and prints the raw answers: for people who look after the zoo."""

import base64
import os
import socket
import ssl
import time
from urllib.parse import urlsplit

HOSTILE = ["https://evil.example", "null", "https://app.example.com.evil.example", "https://evilexample.com", "https://appxexample.com", "https://x.app.example.com", "http://app.example.com",
           "https://app.example.com:8443", "https://x.vercel.app", "https://admin.example.com"]


def exchange(url, method="GET", headers=(), limit=700, wait=1.0):
    parts = urlsplit(url)
    port = parts.port
    target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
    lines = [f"{method} {target} HTTP/1.1", f"Host: {parts.netloc}", *headers]
    if method == "POST":
        lines.append("Content-Length: 0")
    data = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as plain:
        connection = plain
        if parts.scheme == "https":
            context = ssl._create_unverified_context()
            connection = context.wrap_socket(plain, server_hostname=parts.hostname)
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        deadline = time.monotonic() + wait
        try:
            while len(data) < 20_000:
                connection.settimeout(max(deadline - time.monotonic(), 0.01))
                chunk = connection.recv(4096)
                if not chunk:
                    break
                data += chunk
                head, _, rest = data.partition(b"\r\n\r\n")
                size = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), None)
                whole = size is not None and len(rest) >= size or rest.endswith(b"0\r\n\r\n") or head.split(b" ")[1] in (b"101", b"204", b"304")
                if b"\r\n\r\n" in data and whole:
                    break
        except TimeoutError:
            data += b" [no more within the wait]"
    head, _, body = data.partition(b"\r\n\r\n")
    return head.decode("latin-1"), body.decode("latin-1")[:limit]


def short(head):
    """The lines of an answer that matter here."""
    names = ("access-control-", "vary", "location", "set-cookie", "allow", "content-security-policy", "content-type", "upgrade", "sec-websocket", "age", "x-cache")
    lines = head.split("\r\n")
    return [lines[0]] + [line for line in lines[1:] if line.lower().startswith(names)]


def upgrade(origin):
    headers = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
               "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode()]
    return headers + ([f"Origin: {origin}"] if origin else [])


def show(stack, url, origin, page=None):
    def put(title, *words, **more):
        try:
            head, body = exchange(*words, **more)
            print(f"  {title}")
            for line in short(head):
                print("      " + line)
            if body.strip():
                print("      | " + body.strip().replace("\n", " ")[:160])
        except OSError as error:
            print(f"  {title}\n      {type(error).__name__}: {error}")

    url = url.replace("ws://", "http://").replace("wss://", "https://")
    method = stack.method
    kind = stack.kind
    extra = [word for index, word in enumerate(stack.arguments) if index and stack.arguments[index - 1] == "--header"]
    names = ",".join(sorted(line.split(":")[0].lower() for line in extra))
    if page:
        put("page", page)
    if kind in ("fetch", "sse"):
        asked = [f"Origin: {origin}", f"Access-Control-Request-Method: {method}"] + ([f"Access-Control-Request-Headers: {names}"] if names else [])
        put("preflight", url, "OPTIONS", asked)
        put("actual", url, method, [f"Origin: {origin}", *extra])
        put("actual again, denied origin", url, method, ["Origin: https://evil.example", *extra])
        put("actual, allowed again", url, method, [f"Origin: {origin}", *extra])
        put("without Origin", url, method, extra)
        put("404", url.split("?")[0].rstrip("/") + "/no-such-path", "GET", [f"Origin: {origin}"])
        for hostile in HOSTILE:
            head, _ = exchange(url, method, [f"Origin: {hostile}", *extra])
            print(f"  {hostile}: " + "; ".join(line for line in short(head) if line.lower().startswith("access-control-allow-origin")))
    if kind == "websocket":
        for from_origin in (origin, "https://evil.example", "null", None):
            put(f"upgrade from {from_origin}", url, "GET", upgrade(from_origin), wait=0.3)
    if kind == "socketio":
        query = "" if "EIO=" in url else "?EIO=4&transport=polling"
        put("polling", url + query, "GET", [f"Origin: {origin}"])
        put("polling, denied origin", url + query, "GET", ["Origin: https://evil.example"])
        socket_url = url.split("?")[0] + "?EIO=4&transport=websocket"
        put("upgrade", socket_url, "GET", upgrade(origin), wait=0.3)
        put("upgrade, denied origin", socket_url, "GET", upgrade("https://evil.example"), wait=0.3)
        for _ in range(4):
            head, body = exchange(url + query, "GET", [f"Origin: {origin}"])
            if '"sid":"' in body:
                sid = body.split('"sid":"')[1].split('"')[0]
                print("  sid again: " + exchange(url + query + "&sid=" + sid, "POST", [f"Origin: {origin}"])[0].split("\r\n")[0])
    if kind == "signalr":
        negotiate = url + "/negotiate?negotiateVersion=1"
        put("preflight", negotiate, "OPTIONS", [f"Origin: {origin}", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: x-requested-with,x-signalr-user-agent"])
        put("negotiate", negotiate, "POST", [f"Origin: {origin}", "X-Requested-With: XMLHttpRequest"])
        for _ in range(4):
            head, body = exchange(negotiate, "POST", [f"Origin: {origin}"])
            if '"connectionToken":"' in body.replace(" ", ""):
                token = body.replace(" ", "").split('"connectionToken":"')[1].split('"')[0]
                print("  connect: " + exchange(url + "?id=" + token, "GET", upgrade(origin), wait=0.3)[0].split("\r\n")[0])
        put("upgrade, denied origin", url, "GET", upgrade("https://evil.example"), wait=0.3)
