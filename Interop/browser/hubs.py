"""SignalR by hand for the raw checks of the profile `signalr`: requests, frames, events and polls as they come over plain sockets."""

import base64
import json
import os
import socket

import msgpack

from raw import request

JSON = b'{"protocol":"json","version":1}\x1e'
MESSAGEPACK = b'{"protocol":"messagepack","version":1}\x1e'
NO_CACHE = {"cache-control": "no-cache, no-store", "pragma": "no-cache", "expires": "Thu, 01 Jan 1970 00:00:00 GMT"}


def ask(lab, method, target, headers=None, body=b""):
    """The status, the content type and the body, whose length must have been told."""
    answer = request(lab.port, method, target, {**({"Content-Length": "0"} if method == "POST" and not body else {}), **(headers or {})}, body)
    assert answer.status == 204 or answer.all("content-length") == [str(len(answer.body))]
    type = (answer.all("content-type") or [None])[0]
    return answer.status, type.split(";")[0] if type else None, answer.body.decode()


def negotiate(lab, path="/test", query="?negotiateVersion=1"):
    status, type, body = ask(lab, "POST", f"{path}/negotiate{query}")
    assert (status, type) == (200, "application/json")
    return json.loads(body)


class Socket:
    """A WebSocket by hand: each frame as it comes."""

    def __init__(self, lab, target="/test", *fields):
        self.socket = socket.create_connection(("127.0.0.1", lab.port), timeout=5)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {target} HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
        self.socket.sendall("\r\n".join([*lines, f"Sec-WebSocket-Key: {key}", *fields, "", ""]).encode())
        self.has_closed = False
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.receive()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        self.head = head.decode()
        self.status = int(self.head.split(" ")[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def receive(self):
        piece = self.socket.recv(65_536)
        assert piece, "the connection ended"
        return piece

    def send(self, payload, opcode=1):
        self.has_closed = self.has_closed or opcode == 8
        size = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
        self.socket.sendall(bytes([0x80 | opcode]) + size + bytes(4) + payload)

    def frame(self):
        """The next frame: its opcode and its payload."""
        while True:
            size = self.buffer[1] if len(self.buffer) > 1 else 0
            head = 4 if size == 126 else 10 if size == 127 else 2
            if len(self.buffer) >= head:
                size = int.from_bytes(self.buffer[2:head], "big") if head > 2 else size
                if len(self.buffer) >= head + size:
                    frame = self.buffer[0] & 15, self.buffer[head : head + size]
                    self.buffer = self.buffer[head + size :]
                    return frame
            self.buffer += self.receive()

    def close_frame(self):
        """The code and reason of the close frame, which must come next, and then the end."""
        opcode, payload = self.frame()
        assert opcode == 8, (opcode, payload)
        if not self.has_closed:
            self.send(payload, 8)
        assert self.socket.recv(1) == b""
        return (int.from_bytes(payload[:2], "big"), payload[2:]) if payload else None


def joined(lab, target="/test", hub_protocol=JSON):
    socket = Socket(lab, target)
    socket.send(hub_protocol)
    assert socket.frame() == (1 if hub_protocol == JSON else 2, b"{}\x1e")
    return socket


def packed(*values):
    """A record of MessagePack after its length."""
    record = msgpack.packb(list(values))
    assert len(record) < 128
    return bytes([len(record)]) + record


class Stream:
    """An open event stream."""

    def __init__(self, lab, token, path="/test", fields=""):
        self.socket = socket.create_connection(("127.0.0.1", lab.port), timeout=5)
        self.socket.sendall(f"GET {path}?id={token} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream, */*\r\n{fields}\r\n".encode())
        self.buffer = b""
        self.head = self.until(b"\r\n\r\n").decode()

    def until(self, end):
        while end not in self.buffer:
            piece = self.socket.recv(65_536)
            assert piece, self.buffer
            self.buffer += piece
        before, self.buffer = self.buffer.split(end, 1)
        return before

    def chunk(self):
        """What one chunk of the response holds."""
        size = int(self.until(b"\r\n"), 16)
        while len(self.buffer) < size + 2:
            self.buffer += self.socket.recv(65_536)
        data, self.buffer = self.buffer[:size], self.buffer[size + 2 :]
        return data


def polling(lab, path="/test", hub_protocol=JSON):
    target = f"{path}?id={negotiate(lab, path)['connectionToken']}"
    answer = request(lab.port, "GET", target)
    assert (answer.status, answer.all("content-type"), answer.body) == (200, ["application/octet-stream"], b"")
    assert answer.all("content-length") == ["0"]
    assert {name: answer.all(name)[0] for name in NO_CACHE} == NO_CACHE
    assert ask(lab, "POST", target, body=hub_protocol) == (200, "text/plain", "")
    answer = request(lab.port, "GET", target + "&_=1")
    assert (answer.status, answer.all("content-type"), answer.body) == (200, ["application/octet-stream"], b"{}\x1e")
    assert {name: answer.all(name)[0] for name in NO_CACHE} == NO_CACHE
    return target


class Poll:
    """A poll that waits."""

    def __init__(self, lab, target):
        self.socket = socket.create_connection(("127.0.0.1", lab.port), timeout=5)
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())

    def answer(self):
        received = b""
        while piece := self.socket.recv(65_536):
            received += piece
        head, body = received.split(b"\r\n\r\n", 1)
        return int(head.split(b" ")[1]), body
