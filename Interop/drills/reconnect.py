#!/usr/bin/env python3
"""Stateful reconnect: a client of SignalR behind a TCP proxy that is cut again and again, under calls, pushes and a stream.

Nothing may be lost, come twice, or come in another order, in either hub protocol. The client here is written after the protocol alone.
"""

import asyncio
import random
import sys
import time

from drill import Figures, Server, frame, handshake, leave, verdict
from hub import NAMES, HubPeer, Speech, negotiate

CALLS = PUSHES = 400
ITEMS = 3_000
CUTS = 12
SECONDS = 60
SEED = 7


class Proxy:
    """Passes bytes on, in pieces, until it is cut: then both sides are reset, in the middle of whatever they were saying."""

    def __init__(self, port, chance):
        self.port, self.chance = port, chance
        self.writers = set()
        self.passed = 0

    async def start(self):
        self.server = await asyncio.start_server(self.accept, "127.0.0.1", 0)
        return self.server.sockets[0].getsockname()[1]

    async def accept(self, reader, writer):
        try:
            behind_reader, behind_writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.close()
            return
        pair = {writer, behind_writer}
        self.writers |= pair
        try:
            await asyncio.gather(self.pump(reader, behind_writer), self.pump(behind_reader, writer))
        except asyncio.CancelledError:  # the drill is over
            pass
        self.writers -= pair

    async def pump(self, reader, writer):
        try:
            while data := await reader.read(1 + self.chance.randrange(600)):
                self.passed += len(data)
                writer.write(data)
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        writer.transport.abort()

    def cut(self):
        for writer in self.writers:
            writer.transport.abort()


class StatefulClient:
    """Numbers what it sends, keeps it until it is acknowledged, and drops what it has had before."""

    def __init__(self, port, token, speech):
        self.port, self.token, self.speech = port, token, speech
        self.writer = None
        self.kept, self.first = [], 1
        self.received, self.next_number, self.awaits_sequence = 0, 1, False
        self.acknowledged = 0
        self.answers, self.pushes, self.items = [], [], []
        self.ended = None
        self.connects = self.repeated_here = self.repeated_there = 0

    async def run(self):
        """Reads until the server ends the connection for good."""
        while self.ended is None:
            try:
                await self.connect()
                await self.read()
            except (ConnectionError, asyncio.IncompleteReadError):
                self.writer = None
                await asyncio.sleep(0.005)

    async def connect(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(handshake().replace(b"GET / ", f"GET /test?id={self.token} ".encode()))
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in head:
            self.ended = f"the server answered {head.splitlines()[0]!r}"
            return
        self.reader, buffer = reader, bytearray()
        self.buffer = buffer
        if self.connects == 0:
            writer.write(frame(self.speech.opcode, self.speech.handshake(version=2)))
            if await self.message() != b"{}\x1e":
                self.ended = "the handshake was refused"
                return
        else:
            self.awaits_sequence = True
            writer.write(frame(self.speech.opcode, self.speech.number(9, self.first)))
            for record in self.kept:
                writer.write(frame(self.speech.opcode, record))
            self.repeated_here += len(self.kept)
            self.acknowledged = 0
        self.connects += 1
        self.writer = writer

    def send(self, record):
        self.kept.append(record)
        if self.writer:
            self.writer.write(frame(self.speech.opcode, record))

    def acknowledge(self):
        if self.writer and not self.awaits_sequence and self.received > self.acknowledged:
            self.acknowledged = self.received
            self.writer.write(frame(self.speech.opcode, self.speech.number(8, self.received)))

    async def message(self):
        while True:
            first, size = await self.reader.readexactly(2)
            if size == 126:
                size = int.from_bytes(await self.reader.readexactly(2), "big")
            elif size == 127:
                size = int.from_bytes(await self.reader.readexactly(8), "big")
            payload = await self.reader.readexactly(size)
            if first & 15 == 8:
                self.ended = self.ended or f"closed with {payload!r}"
                raise ConnectionError
            if first & 15 in (1, 2):
                return payload

    async def read(self):
        while self.ended is None:
            self.buffer += await self.message()
            for record in self.speech.records(self.buffer):
                self.take(record)

    def take(self, record):
        kind = record["type"]
        if kind == 9:
            if record["sequenceId"] > self.received + 1:
                self.ended = f"the server goes on with {record['sequenceId']} after {self.received}"
            self.next_number, self.awaits_sequence = record["sequenceId"], False
        elif kind == 8:
            done = max(0, record["sequenceId"] - self.first + 1)
            del self.kept[:done]
            self.first += done
        elif kind == 7:
            self.ended = f"Close: {record}"
        elif kind <= 5:
            if self.awaits_sequence:
                return
            number, self.next_number = self.next_number, self.next_number + 1
            if number <= self.received:
                self.repeated_there += 1
                return
            self.received = number
            if kind == 1:
                self.pushes.append(record["arguments"][0])
            elif kind == 2:
                self.items.append(record["item"])
            elif kind == 3:
                self.answers.append((record["invocationId"], record.get("result"), record.get("error")))


async def storm(server, name):
    chance = random.Random(SEED)
    proxy = Proxy(server.port, chance)
    port = await proxy.start()
    speech = Speech(name)
    token, _ = negotiate(server.port, more="&useStatefulReconnect=true")
    client = StatefulClient(port, token, speech)
    running = asyncio.create_task(client.run())
    while client.connects == 0 and client.ended is None:
        await asyncio.sleep(0.01)
    pusher = HubPeer(server.port)
    pusher.socket.setblocking(False)  # its own copies of the pushes are not read: they are few
    begun = time.monotonic()
    client.send(speech.call("stream", "Counter", ITEMS, type=4))
    cuts = 0
    for number in range(max(CALLS, PUSHES)):
        client.send(speech.call(f"{number}", "Add", number, 1))
        pusher.send(pusher.speech.call(None, "Broadcast", f"{number}"))
        await asyncio.sleep(chance.random() * 0.004)
        if number % 20 == 19:
            client.acknowledge()
        if cuts < CUTS and number % (CALLS // (CUTS + 1)) == CALLS // (CUTS + 1) - 1:
            cuts += 1
            proxy.cut()
            # Sometimes it is away for a while, under whose calls and pushes the other side goes on.
            await asyncio.sleep(chance.choice((0, 0, 0.05)))
    complete = lambda: len(client.answers) > CALLS and len(client.pushes) >= PUSHES
    while client.ended is None and not complete() and time.monotonic() < begun + SECONDS:
        client.acknowledge()
        await asyncio.sleep(0.05)
    seconds = time.monotonic() - begun
    await asyncio.sleep(0.2)  # what came twice would come now
    client.ended, ended = client.ended or "done", client.ended
    proxy.cut()
    running.cancel()
    pusher.__exit__()
    answered = [answer for answer in client.answers if answer[0] != "stream"]
    good = answered == [(f"{n}", n + 1, None) for n in range(CALLS)] and client.pushes == [f"{n}" for n in range(PUSHES)]
    good = good and client.items == list(range(ITEMS)) and client.connects == cuts + 1 and ended is None
    words = (
        f"{name}: {cuts} cuts, {client.connects} WebSockets, {len(answered)} of {CALLS} calls answered, {len(client.pushes)} of {PUSHES} pushes, "
        f"{len(client.items)} of {ITEMS} items, in order and once: {good}; sent again {client.repeated_here} by the client, "
        f"{client.repeated_there} by the server that had arrived before; {proxy.passed / 1_000:.0f} kB in {seconds:.1f} s"
    )
    return good, words if ended is None else f"{words}; {ended}"


def cuts_in(name):
    def drill():
        with Server("signalr", loops=2) as server:
            figures = Figures(server)
            good, words = asyncio.run(asyncio.wait_for(storm(server, name), SECONDS + 20))
            return verdict("a connection cut again and again", good and figures.grown() < 24, f"{words}; {figures}")

    drill.__name__ = f"reconnect-{name}"
    return drill


if __name__ == "__main__":
    leave([cuts_in(name) for name in NAMES])
