"""HTTP as bytes: what a client library would tidy up stays visible (repeated fields, missing bodies)."""

import dataclasses
import socket


@dataclasses.dataclass
class Answer:
    status: int
    fields: list[tuple[str, str]]
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for field, value in self.fields if field == name.lower()]

    def policy_fields(self) -> dict[str, str]:
        """The fields that cross-origin access hangs on; fails when one comes twice."""
        governed = [(name, value) for name, value in self.fields if name.startswith("access-control-") or name == "vary"]
        assert len(dict(governed)) == len(governed), f"a field comes twice: {governed}"
        return dict(governed)


def request(port: int, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b"", version: str = "HTTP/1.1") -> Answer:
    """Sends one request on a connection of its own and reads the answer to it."""
    lines = {"Host": f"localhost:{port}", "Connection": "close", **(headers or {})}
    if body:
        lines.setdefault("Content-Length", str(len(body)))
    head = f"{method} {target} {version}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    return exchange(port, head.encode() + body)


def exchange(port: int, sent: bytes) -> Answer:
    """Sends raw bytes and reads one answer: to its Content-Length, else to the end of the connection."""
    with socket.create_connection(("localhost", port), timeout=5) as connection:
        connection.sendall(sent)
        received = b""
        while b"\r\n\r\n" not in received:
            chunk = connection.recv(65536)
            assert chunk, f"the connection ended before an answer; received {received!r}"
            received += chunk
        head, _, body = received.partition(b"\r\n\r\n")
        status_line, *lines = head.decode("latin-1").split("\r\n")
        fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        answer = Answer(int(status_line.split(" ")[1]), fields, body)
        bodiless = answer.status in (101, 204, 304)
        length = answer.all("content-length")
        while not bodiless and (not length or len(answer.body) < int(length[0])):
            chunk = connection.recv(65536)
            if not chunk:
                break
            answer.body += chunk
        return answer
