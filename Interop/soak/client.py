"""A Socket.IO client bare enough to be cut off in the middle of anything: polling, WebSocket, or one and then the other."""

import asyncio
import base64
import json
import os
import socket
import struct

PATH = "/socket.io/?EIO=4&transport="
# How long an acknowledgement may take before it counts as lost.
PATIENCE = 60


class Ended(Exception):
    """The connection is no more."""


class Wire:
    """One TCP connection: requests one after another, or a WebSocket."""

    async def open(self, port):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        return self

    async def request(self, method, target, body=b""):
        head = f"{method} {target} HTTP/1.1\r\nHost: a\r\n"
        head += f"Content-Type: text/plain;charset=UTF-8\r\nContent-Length: {len(body)}\r\n" if method == "POST" else ""
        self.writer.write(f"{head}\r\n".encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        answer = await self.reader.readexactly(length)
        if " 200 " not in head[:16]:
            raise Ended(f"{method} was answered {head.splitlines()[0]}: {answer[:200]!r}")
        return answer.decode()

    async def upgrade(self, target):
        key = base64.b64encode(os.urandom(16)).decode()
        self.writer.write(
            f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in head:
            raise Ended(f"the upgrade was answered {head.splitlines()[0]!r}")

    def frame(self, opcode, payload=b""):
        """Writes a masked frame; the key is zero, so the payload stands as it is."""
        n = len(payload)
        size = bytes([0x80 | n]) if n < 126 else b"\xfe" + n.to_bytes(2, "big") if n < 65_536 else b"\xff" + n.to_bytes(8, "big")
        self.writer.write(bytes([0x80 | opcode]) + size + bytes(4) + payload)

    async def message(self):
        """The next message, text or bytes; the end raises."""
        first, size = await self.reader.readexactly(2)
        if size == 126:
            size = int.from_bytes(await self.reader.readexactly(2), "big")
        elif size == 127:
            size = int.from_bytes(await self.reader.readexactly(8), "big")
        payload = await self.reader.readexactly(size)
        if first & 0x0F == 8:
            raise Ended(f"a close frame {payload!r}")
        return payload.decode() if first & 0x0F == 1 else payload

    def close(self):
        self.writer.close()

    def reset(self):
        """Closes with RST instead of FIN."""
        raw = self.writer.get_extra_info("socket")
        if raw and raw.fileno() >= 0:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class Client:
    """One session; `on_said(token)` hears the broadcasts."""

    def __init__(self, port, transport, on_said):
        self.port, self.transport, self.on_said = port, transport, on_said
        self.pending, self.next_id, self.partial = {}, 0, None
        self.wires, self.socket, self.reading, self.sending = [], None, None, asyncio.Lock()
        self.pausing = False
        self.why_ended = None
        self.joined = asyncio.get_running_loop().create_future()

    async def open(self):
        if self.transport == "websocket":
            self.socket = await self.wire()
            await self.socket.upgrade(PATH + "websocket")
            await self.socket.message()
            self.reading = asyncio.create_task(self.guard(self.read()))
        else:
            self.poll_wire, self.post_wire = await self.wire(), await self.wire()
            handshake = json.loads((await self.poll_wire.request("GET", PATH + "polling"))[1:])
            self.target = PATH + "polling&sid=" + handshake["sid"]
            self.sid = handshake["sid"]
            self.reading = asyncio.create_task(self.guard(self.poll()))
        await self.send("40")
        await asyncio.wait_for(self.joined, PATIENCE)
        return self

    async def wire(self):
        wire = await Wire().open(self.port)
        self.wires.append(wire)
        return wire

    async def change_transport(self):
        """From polling to WebSocket, as the official client does it."""
        wire = await self.wire()
        await wire.upgrade(PATH + "websocket&sid=" + self.sid)
        wire.frame(1, b"2probe")
        if await wire.message() != "3probe":
            raise Ended("the probe was not answered")
        async with self.sending:
            self.pausing = True
            await self.reading
            if self.why_ended:
                raise Ended(self.why_ended)
            wire.frame(1, b"5")
            self.socket = wire
        self.reading = asyncio.create_task(self.guard(self.read()))

    async def guard(self, reading):
        try:
            await reading
        except (Ended, OSError, asyncio.IncompleteReadError) as error:
            self.why_ended = repr(error)
            for waiting in [*self.pending.values(), self.joined]:
                if not waiting.done():
                    waiting.set_exception(Ended(self.why_ended))
                    waiting.exception()

    async def read(self):
        while True:
            await self.receive(await self.socket.message())

    async def poll(self):
        while not self.pausing:
            for packet in (await self.poll_wire.request("GET", self.target)).split("\x1e"):
                await self.receive(base64.b64decode(packet[1:]) if packet[0] == "b" else packet)

    async def send(self, text, *attachments):
        async with self.sending:
            if self.socket:
                self.socket.frame(1, text.encode())
                for attachment in attachments:
                    self.socket.frame(2, attachment)
            else:
                packets = [text, *("b" + base64.b64encode(attachment).decode() for attachment in attachments)]
                await self.post_wire.request("POST", self.target, "\x1e".join(packets).encode())

    async def receive(self, packet):
        if isinstance(packet, bytes):
            self.partial[1] -= 1
            if self.partial[1] == 0:
                kind, _, number, arguments = self.partial
                self.partial = None
                await self.event(kind, number, arguments)
        elif packet == "2":
            # Not while a transport change holds the way out: the change waits for this reader.
            asyncio.create_task(self.quietly("3"))
        elif packet == "1":
            raise Ended("the server closed the session")
        elif packet.startswith("40"):
            self.joined.set_result(True)
        elif packet[0] == "4":
            kind, rest, count = packet[1], packet[2:], 0
            if kind in "56":
                count, rest = rest.split("-", 1)
            number = rest[: len(rest) - len(rest.lstrip("0123456789"))]
            arguments = json.loads(rest[len(number) :])
            if int(count):
                self.partial = [kind, int(count), number, arguments]
            else:
                await self.event(kind, number, arguments)

    async def event(self, kind, number, arguments):
        if kind in "36":
            waiting = self.pending.pop(int(number), None)
            if waiting and not waiting.done():
                waiting.set_result(arguments)
        elif arguments[0] == "question":
            asyncio.create_task(self.quietly(f"43{number}[{arguments[1]}]"))
        elif arguments[0] == "said":
            self.on_said(self, arguments[2])

    async def quietly(self, text):
        try:
            await self.send(text)
        except (Ended, OSError, asyncio.IncompleteReadError) as error:
            self.why_ended = self.why_ended or f"sending {text[:20]}: {error!r}"

    async def call(self, event, *arguments, attachment=None):
        """Emits and returns what is acknowledged; raises `TimeoutError` for a lost acknowledgement."""
        number, self.next_id = self.next_id, self.next_id + 1
        waiting = self.pending[number] = asyncio.get_running_loop().create_future()
        if attachment is None:
            await self.send(f"42{number}{json.dumps([event, *arguments])}")
        else:
            placeholder = {"_placeholder": True, "num": 0}
            await self.send(f"451-{number}{json.dumps([event, *arguments, placeholder])}", attachment)
        return await asyncio.wait_for(waiting, PATIENCE)

    async def leave(self, how):
        """`disconnect` says so twice, `close` ends the session only, `vanish` and `reset` the connections only."""
        try:
            if self.reading is None:
                how = "vanish"
            if how == "disconnect":
                await self.send("41")
            if how in ("disconnect", "close"):
                if self.socket:
                    self.socket.frame(8, b"\x03\xe8")
                else:
                    await self.send("1")
        except (Ended, OSError, asyncio.IncompleteReadError):
            pass
        if self.reading:
            self.reading.cancel()
        for wire in self.wires:
            wire.reset() if how == "reset" else wire.close()
