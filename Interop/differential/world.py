"""The network of the truth tables on loopback: scripted answers on every port they name, and a record of what arrived."""

import asyncio
import base64
import hashlib
import json
import pathlib
import ssl
import subprocess
import threading
import urllib.parse

RUNNER = (pathlib.Path(__file__).parent / "runner.js").read_text()
# A frame of another origin answers one message with one outcome.
ANSWERING = b"onmessage = async ({ data, ports }) => ports[0].postMessage(await outcome(data));"

# The ports of the tables; the browser is told to find them on free ones.
PLAIN, ENCRYPTED = (80, 8081, 18081), (443, 8443, 18444)
REASONS = {200: "OK", 204: "No Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}


def page_path(headers):
    """Where a document with these headers is."""
    return "/page" + ("?" + urllib.parse.quote(json.dumps(headers)) if headers else "")


class Certificate:
    """A key and a certificate that signs itself; the browser trusts `pin`."""

    def __init__(self, directory: pathlib.Path):
        key, certificate = directory / "key.pem", directory / "certificate.pem"
        openssl = lambda *a, given=None: subprocess.run(["openssl", *a], input=given, check=True, capture_output=True).stdout
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=differential",
                "-addext", "subjectAltName=DNS:*.site-a.test,DNS:*.site-b.test,DNS:*.site-c.test,DNS:localhost,IP:127.0.0.1",
                "-keyout", str(key), "-out", str(certificate))
        public = openssl("pkey", "-pubin", "-outform", "der", given=openssl("x509", "-in", str(certificate), "-pubkey", "-noout"))
        self.pin = base64.b64encode(hashlib.sha256(public).digest()).decode()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)


class World:
    """Serves the cases in `self.cases` (id → case); what came for each is in `self.arrived` (id → requests)."""

    def __init__(self, directory: pathlib.Path):
        self.cases, self.arrived, self.hits, self.ports = {}, {}, {}, {}
        self.certificate = Certificate(directory)
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self._listen(), self.loop).result(10)

    async def _listen(self):
        for port in PLAIN + ENCRYPTED:
            tls = self.certificate.context if port in ENCRYPTED else None
            server = await asyncio.start_server(lambda r, w, tls=tls: self._connection(r, w, "https" if tls else "http"), "127.0.0.1", 0, ssl=tls)
            self.ports[port] = server.sockets[0].getsockname()[1]

    async def _connection(self, reader, writer, scheme):
        try:
            while await self._exchange(reader, writer, scheme):
                pass
        except (OSError, EOFError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _exchange(self, reader, writer, scheme):
        first = await reader.read(1)
        if first == b"\x16" or not first:  # a TLS hello on a plain port
            return False
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ", 2)
        headers = [[n, v.strip()] for n, _, v in (line.partition(":") for line in head[1:] if line)]
        fields = {n.lower(): v for n, v in headers}
        await reader.readexactly(int(fields.get("content-length", 0)))
        if fields.get("transfer-encoding", "").lower() == "chunked":
            while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
                await reader.readexactly(size + 2)
            await reader.readuntil(b"\r\n")
        segments = urllib.parse.urlsplit(path).path.split("/")
        if len(segments) < 4 or segments[1] != "c":
            return await self._document(writer, path)
        if method == "OPTIONS" and "access-control-request-method" in fields:
            kind = "preflight"
        else:
            kind = "websocket" if fields.get("upgrade", "").lower() == "websocket" else "actual"
        identifier, hop = segments[2], segments[3]
        self.arrived.setdefault(identifier, []).append(
            {"kind": kind, "origin": f"{scheme}://{fields.get('host', '')}", "method": method, "path": path, "headers": headers})
        answer = self._answer(identifier, hop, kind, fields)
        if answer.get("drop"):
            writer.transport.abort()
            return False
        await self._send(writer, method, kind, answer, fields)
        return kind != "websocket"

    def _answer(self, identifier, hop, kind, fields):
        answers = self.cases.get(identifier, {}).get("server", {}).get(hop, {}).get(kind)
        if answers is None:
            return {"status": 404, "headers": [], "body": "no route"}
        answers = answers if isinstance(answers, list) else [answers]
        hit = self.hits[identifier, hop, kind] = self.hits.get((identifier, hop, kind), -1) + 1
        answer = answers[min(hit, len(answers) - 1)]
        return answer["no_origin"] if "origin" not in fields and "no_origin" in answer else answer

    async def _send(self, writer, method, kind, answer, fields):
        status = answer["status"]
        body = base64.b64decode(answer["body_b64"]) if "body_b64" in answer else answer.get("body", "ok").encode()
        accept = base64.b64encode(hashlib.sha1((fields.get("sec-websocket-key", "") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
        values = {
            "{REQ_ORIGIN}": fields.get("origin", ""), "{ACRM}": fields.get("access-control-request-method", ""),
            "{ACRH}": fields.get("access-control-request-headers", ""), "{ACCEPT}": accept,
        }
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Scripted')}".encode()]
        for name, value in answer.get("headers", []):
            for placeholder, actual in values.items():
                value = value.replace(placeholder, actual)
            try:
                lines.append(f"{name}: {value}".encode("latin-1"))
            except UnicodeEncodeError:
                lines.append(f"{name}: {value}".encode())
        bodiless = status in (204, 304) or status < 200
        if not bodiless:
            lines.append(b"Content-Length: %d" % len(body))
        writer.write(b"\r\n".join(lines) + b"\r\n\r\n" + (b"" if bodiless or method == "HEAD" else body))
        if kind == "websocket" and status == 101:
            writer.write(b"\x81\x05hello")
            await asyncio.sleep(0.2)
        await writer.drain()

    async def _document(self, writer, path):
        """A page that runs nothing by itself; the query holds its headers."""
        query = urllib.parse.unquote(urllib.parse.urlsplit(path).query)
        body = b"<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>a page</title><body>"
        if query == "runner":
            body += b"<script>const runnerSource = '';" + RUNNER.replace("</", "<\\/").encode() + ANSWERING + b"</script>"
        extra = "".join(f"{n}: {v}\r\n" for n, v in json.loads(query)) if query.startswith("[") else ""
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-store\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        return True
