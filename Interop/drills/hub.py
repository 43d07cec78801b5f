"""Clients of SignalR's hubs for the drills: records of both protocols, and a WebSocket that speaks them."""

import contextlib
import json
import socket

import msgpack

from drill import frame, handshake, open_web_socket, request

SEPARATOR = b"\x1e"
NAMES = ("json", "messagepack")


def length(count):
    """A record's length as MessagePack's framing writes it."""
    prefix = bytearray()
    while True:
        prefix.append(count & 0x7F | (0x80 if count > 0x7F else 0))
        count >>= 7
        if not count:
            return bytes(prefix)


def packed(*values):
    record = msgpack.packb(list(values))
    return length(len(record)) + record


def text(**members):
    return json.dumps(members, separators=(",", ":"), ensure_ascii=False).encode() + SEPARATOR


class Speech:
    """What one hub protocol calls things: it writes records, and reads them as (type, fields…)."""

    def __init__(self, name):
        self.name = name
        self.opcode = 1 if name == "json" else 2

    def handshake(self, version=1):
        return text(protocol=self.name, version=version)

    def call(self, id, target, *arguments, type=1, streams=()):
        if self.opcode == 2:
            return packed(type, {}, id, target, list(arguments), list(streams))
        members = {"type": type, "target": target, "arguments": arguments}
        return text(**members, **({"invocationId": id} if id else {}), **({"streamIds": streams} if streams else {}))

    def item(self, id, value):
        return packed(2, {}, id, value) if self.opcode == 2 else text(type=2, invocationId=id, item=value)

    def number(self, type, sequence):
        """An Ack (8) or a Sequence (9)."""
        return packed(type, sequence) if self.opcode == 2 else text(type=type, sequenceId=sequence)

    def records(self, buffer):
        """Takes the whole records off the front of `buffer`."""
        while True:
            if self.opcode == 1:
                end = buffer.find(SEPARATOR)
                if end < 0:
                    return
                record = json.loads(bytes(buffer[:end]))
                del buffer[: end + 1]
                yield record
                continue
            size = prefix = 0
            while prefix < len(buffer):
                size |= (buffer[prefix] & 0x7F) << 7 * prefix
                prefix += 1
                if not buffer[prefix - 1] & 0x80:
                    break
            else:
                return
            if len(buffer) < prefix + size:
                return
            record = msgpack.unpackb(bytes(buffer[prefix : prefix + size]))
            del buffer[: prefix + size]
            yield self.named(record)

    @staticmethod
    def named(record):
        """A MessagePack record with the members that JSON would have."""
        type = record[0]
        if type in (1, 4):
            return {"type": type, "invocationId": record[2], "target": record[3], "arguments": record[4]}
        if type == 2:
            return {"type": 2, "invocationId": record[2], "item": record[3]}
        if type == 3:
            return {"type": 3, "invocationId": record[2], ["", "error", "none", "result"][record[3]]: (record + [None])[4]}
        if type in (8, 9):
            return {"type": type, "sequenceId": record[1]}
        return {"type": type, "error": record[1]} if type == 7 and record[1] else {"type": type}


class HubPeer:
    """A client over a WebSocket, which reads one record after another."""

    def __init__(self, port, path="/test", speech="json", shake=True, timeout=20, receive_buffer=None):
        self.speech = Speech(speech)
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(timeout)
        self.socket.connect(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(handshake().replace(b"GET / ", f"GET {path} ".encode()))
        open_web_socket(self.socket)
        self.frames, self.bytes, self.ready = bytearray(), bytearray(), []
        self.code = None
        self.is_over = False
        if shake:
            self.send(self.speech.handshake())
            if self.next_bytes() != b"{}\x1e":
                raise OSError("the handshake was refused")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, *records):
        self.socket.sendall(frame(self.speech.opcode, b"".join(records)))

    def call(self, id, target, *arguments, **more):
        self.send(self.speech.call(id, target, *arguments, **more))

    def next_bytes(self):
        """What the next message holds; None at the end, whose close code is then in `code`."""
        while not self.is_over:
            size = self.frames[1] if len(self.frames) > 1 else 0
            head = 4 if size == 126 else 10 if size == 127 else 2
            size = int.from_bytes(self.frames[2:head], "big") if head > 2 else size
            if len(self.frames) >= max(2, head) and len(self.frames) >= head + size:
                kind, payload = self.frames[0] & 15, bytes(self.frames[head : head + size])
                del self.frames[: head + size]
                if kind == 8:
                    self.code = int.from_bytes(payload[:2], "big")
                    self.is_over = True
                    with contextlib.suppress(OSError):
                        self.socket.sendall(frame(8, payload))
                    return None
                if kind in (1, 2):
                    return payload
                continue
            try:
                piece = self.socket.recv(65_536)
            except ConnectionError:
                piece = b""
            if not piece:
                self.is_over = True
            self.frames += piece
        return None

    def next(self):
        """The next record but for pings; None at the end."""
        while True:
            while self.ready:
                record = self.ready.pop(0)
                if record.get("type") != 6:
                    return record
            message = self.next_bytes()
            if message is None:
                return None
            self.bytes += message
            self.ready += self.speech.records(self.bytes)

    def end(self):
        """Reads to the end; returns the Close message, if one came, and the close code."""
        close = None
        with contextlib.suppress(TimeoutError):
            while (record := self.next()) is not None:
                if record.get("type") == 7:
                    close = record
            return close, self.code
        return "no end", None

    def answer(self, target, *arguments, id="a"):
        """Calls and returns the completion, whatever else comes before."""
        self.call(id, target, *arguments)
        while (record := self.next()) is not None:
            if record.get("type") == 3 and record["invocationId"] == id:
                return record
        return None

    def works(self):
        try:
            return self.answer("Add", 40, 2, id="works")["result"] == 42
        except (OSError, TypeError, KeyError):
            return False


def negotiate(port, path="/test", more=""):
    """The secret token of a new connection, and its public id."""
    status, body = request(port, "POST", f"{path}/negotiate?negotiateVersion=1{more}")
    if status != 200:
        raise OSError(f"negotiate was answered {status}")
    begun = json.loads(body)
    return begun["connectionToken"], begun["connectionId"]


def connections(port):
    """How many connections the hubs /test and /groups have."""
    return json.loads(request(port, "GET", "/counts")[1])["connections"]
