#!/usr/bin/env python3
"""Hostile clients of Socket.IO, while others go on: everything is answered or closed as documented, memory stays bounded, others hardly notice.

The others are a process of their own: four WebSocket clients that call `echo` every 10 ms, on the one loop that the hostile ones share.
"""

import json
import socket
import sys
import threading
import time

from drill import Figures, Others, Server, flood, frame, handshake, leave, open_web_socket, request, verdict, wait_until

MIB = 1 << 20
PATH = "/socket.io/?EIO=4&transport="


class Peer:
    """A raw Socket.IO client over WebSocket."""

    def __init__(self, port, join=True):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(handshake().replace(b"GET / ", f"GET {PATH}websocket ".encode()))
        open_web_socket(self.socket)
        self.buffer = bytearray()
        self.next()
        if join:
            self.send("40")
            assert self.next().startswith("40{")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, *texts):
        self.socket.sendall(b"".join(frame(1, text.encode()) for text in texts))

    def next(self):
        """The next message but for pings; None for the end."""
        while True:
            size = self.buffer[1] if len(self.buffer) > 1 else 0
            head = 4 if size == 126 else 10 if size == 127 else 2
            size = int.from_bytes(self.buffer[2:head], "big") if head > 2 else size
            if len(self.buffer) >= max(2, head) and len(self.buffer) >= head + size:
                kind, payload = self.buffer[0] & 15, bytes(self.buffer[head : head + size])
                del self.buffer[: head + size]
                if kind == 8:
                    return None
                if kind == 1 and payload == b"2":
                    self.send("3")
                    continue
                return payload.decode() if kind == 1 else payload
            try:
                piece = self.socket.recv(65_536)
            except ConnectionError:
                return None
            if not piece:
                return None
            self.buffer += piece

    def is_closed(self):
        """Whether the server ends it, however much it says before."""
        try:
            while self.next() is not None:
                pass
            return True
        except TimeoutError:
            return False

    def works(self):
        try:
            self.send('427["echo","still there?"]')
            while (answer := self.next()) is not None:
                if answer == '437["still there?"]':
                    return True
        except OSError:
            pass
        return False


def ask(port, method, target, body=b""):
    """The same, with the body as text."""
    status, answer = request(port, method, target, body)
    return status, answer.decode()


def polling(port, join=True):
    """Begins a polling session; returns the target of its requests."""
    target = PATH + "polling&sid=" + json.loads(ask(port, "GET", PATH + "polling")[1][1:])["sid"]
    if join:
        ask(port, "POST", target, b"40")
        ask(port, "GET", target)
    return target


def counts(server):
    return json.loads(ask(server.port, "GET", "/counts")[1])


def be_others(port, event):
    latencies, wrong, ends = [], [], threading.Event()

    def call():
        with Peer(port) as peer:
            while not ends.is_set():
                start = time.monotonic()
                peer.send(f'421["{event}",{{"user":"alice","text":"hello"}}]')
                answer = peer.next()
                if answer and answer.startswith("42"):  # one profile greets with an event
                    answer = peer.next()
                latencies.append(time.monotonic() - start)
                if answer != '431[{"user":"alice","text":"hello"}]':
                    wrong.append(answer)
                    return
                time.sleep(0.01)

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    sys.stdin.read()
    ends.set()
    for thread in threads:
        thread.join()
    print(json.dumps({"latencies": latencies or [0.0], "wrong": len(wrong)}))


def hostile(name, strike, growth, profile="soak", rounds=3):
    """A drill: `strike(server)` returns whether all was as documented, and words; peak memory may grow by `growth` MiB."""

    def drill():
        with Server(profile) as server:
            with Others(__file__, server, "echo" if profile == "soak" else "message-with-ack") as others:
                time.sleep(0.5)
                figures = Figures(server)
                for _ in range(rounds):
                    good, words = strike(server)
                    if not good:
                        break
                grown = figures.grown()
            good = good and others.are_well and server.process.poll() is None
            return verdict(name, good and grown < growth, f"{words}; {others}; peak {grown:+.1f} MiB; {figures}")

    drill.__name__ = name.replace(" ", "-")
    return drill


def namespaces(server):
    """1,000 namespaces by one client, and 1,000 others by each of twenty: what a pattern allows is bounded, the rest is refused by name."""
    with Peer(server.port) as peer:
        joined = refused = 0
        peer.send(*(f"40/room-{n}," for n in range(1_000)))
        for _ in range(1_000):
            answer = peer.next() or "end"
            joined, refused = joined + answer.startswith("40/"), refused + answer.startswith('44/room-')
        alive = peer.works()
    with Peer(server.port) as peer:
        peer.send(*(f"40/none-{n}," for n in range(1_000)))
        # While 63 of them are being asked about, the others are too many.
        unknown = sum((peer.next() or "").startswith("44/none-") for _ in range(1_000))
        alive = alive and peer.works()
    crowd = [Peer(server.port) for _ in range(20)]
    for index, peer in enumerate(crowd):
        peer.send(*(f"40/room-{index}-{n}," for n in range(1_000)))
    far = sum((peer.next() or "").startswith("40/") for peer in crowd for _ in range(1_000))
    for peer in crowd:
        peer.__exit__()
    with Peer(server.port) as peer:
        peer.send(f"40/room-{'x' * 10_000},")
        long = peer.is_closed()
    words = f"one client joined {joined} of 1,000, was refused {refused} and {unknown} unknown ones; twenty joined {far} of 20,000"
    return joined <= 64 and joined + refused == 1_000 and unknown == 1_000 and alive and far <= 1_000 and long, f"{words}; long name closed: {long}"


def before_connect(server):
    """Events, acknowledgements and binary before CONNECT: closed at once. CONNECTs without end that are never read: closed, memory bounded."""
    closed = 0
    kinds = ['42["echo",1]', "43[1]", '451-["echo",{"_placeholder":true,"num":0}]', "41", '42/room-1,["echo"]']
    for kind in kinds * 20:
        with Peer(server.port, join=False) as peer:
            sent = flood(peer.socket, frame(1, kind.encode()) * 2_000, 4 * MIB, patience=5)
            peer.socket.settimeout(20)
            closed += peer.is_closed()
    with Peer(server.port, join=False) as peer:
        sent = flood(peer.socket, b"".join(frame(1, f"40/none-{n},".encode()) for n in range(100_000)), 100 * MIB)
    return closed == len(kinds) * 20, f"{closed} of {len(kinds) * 20} floods closed; {sent / MIB:.1f} MiB of CONNECTs taken, their refusals unread"


def handshakes(server):
    """20,000 polling handshakes that are never heard of again, three times: they end by themselves, and later ones live off the same memory."""
    request = f"GET {PATH}polling HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    done, memory = 0, []
    for _ in range(3):
        with server.connect(timeout=20) as client:
            for _ in range(200):
                client.sendall(request * 100)
                seen = b""
                while seen.count(b'"sid"') < 100:
                    piece = client.recv(65_536)
                    if not piece:
                        raise OSError("the connection of the handshakes ended")
                    seen += piece
                done += 100
        memory.append(server.memory())
        time.sleep(2.5)  # this profile waits one second for CONNECT
    words = ", ".join(f"{each:.1f}" for each in memory)
    return memory[2] < memory[0] * 1.1, f"{done} handshakes, {words} MiB with each 20,000"


def payloads(server):
    """POSTs of 1 MB in the smallest packets there are: what is no packet ends the session, answers come at most 16 a poll."""
    said = []
    wrong = []
    for name, packet, goes_on in (
        ("pongs", "3", True), ("events", '42["none"]', True), ("calls", '421["echo"]', True), ("CONNECTs", "40/none-%06d,", True),
        ("CONNECTs of one name", "40/none,", False), ("empty packets", "", False), ("empty messages", "4", False), ("pings", "2", False),
    ):
        target = polling(server.port)
        count = 999_000 // (len(packet.replace("%06d", "000000")) + 1)
        body = "\x1e".join(packet % n if "%" in packet else packet for n in range(count)).encode()
        start = time.monotonic()
        status, _ = ask(server.port, "POST", target, body)
        said.append(f"{count} {name} in {(time.monotonic() - start) * 1_000:.0f} ms")
        if goes_on:
            ask(server.port, "POST", target, b'427["echo","still there?"]')
        polled, body = ask(server.port, "GET", target)
        answered = polled == 200 and body[0] == "4" and body.count("\x1e") < 16
        if status not in (200, 400) or answered != goes_on:
            wrong.append((name, status, polled, body[:60]))
        # Up to `maxQueuedBytes`, 16 MiB, wait for each session, until it ends.
        ask(server.port, "POST", target, b"1")
    over, _ = ask(server.port, "POST", polling(server.port), b"4" + bytes(1_000_001))
    return over == 413 and not wrong, f"{', '.join(said)}; wrong: {wrong}; over the limit: {over}"


def deep(server):
    """JSON of 500,000 arrays or objects, as an argument, as authentication and over polling: closed, nothing overflows."""
    closed = 0
    towers = ["[" * 490_000, '{"a":' * 190_000, "[" * 240_000 + "]" * 240_000, '[{"a":' * 80_000]
    for tower in towers * 3:
        for packet in (f'421["echo",{tower}', f"40/room-1,{tower}"):
            with Peer(server.port) as peer:
                peer.send(packet)
                closed += peer.is_closed()
        target = polling(server.port)
        ask(server.port, "POST", target, f'42["echo",{tower}'.encode())
        closed += ask(server.port, "GET", target)[0] == 400
    fits = "[" * 60 + "]" * 60
    with Peer(server.port) as peer:
        peer.send(f'421["echo",{fits}]')
        whole = peer.next() == f"431[{fits}]"
    return closed == len(towers) * 9 and whole, f"{closed} of {len(towers) * 9} closed; 60 levels come back: {whole}"


def acknowledgement_ids(server):
    """Ids out of range end the session; those at the edge are answered; acknowledgements nobody awaits are nothing."""
    closed = 0
    bad = ['42-1["echo"]', '421000000000000000["echo"]', f'42{2**64}["echo"]', f'42{"9" * 100_000}["echo"]']
    bad += [f'43{2**63}["x"]', '43["x"]', '43-1["x"]']
    for packet in bad * 20:
        with Peer(server.port) as peer:
            peer.send(packet)
            closed += peer.is_closed()
    with Peer(server.port) as peer:
        peer.send('42999999999999999["echo",1]')
        edge = peer.next() == "43999999999999999[1]"
        for start in range(0, 200_000, 2_000):
            peer.send(*(f'43{n}["nobody asked"]' for n in range(start, start + 2_000)))
        alive = peer.works()
    words = f"{closed} of {len(bad) * 20} closed; edge answered: {edge}; goes on after 200,000 that nobody awaits: {alive}"
    return closed == len(bad) * 20 and edge and alive, words


NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__", "length", "then"]
RESERVED = ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"]


def names(server):
    """Names that JavaScript's objects trip over, wherever a client can put a name."""
    wrong = []
    with Peer(server.port) as peer:
        for name in NAMES:
            text = f'{{"{name}":{{"polluted":true}},"constructor":{{"prototype":{{"x":1}}}}}}'
            peer.send(f'42["{name}",{text}]', f'421["{name}"]', f'422["echo",{text}]')
            peer.send(f'423["join","{name}"]', f'424["leave","{name}"]', f"40/{name},")
            answers = [peer.next() for _ in range(4)]
            if answers[:3] != [f"432[{text}]", "433[2]", "434[1]"] or '"Invalid namespace"' not in (answers[3] or ""):
                wrong.append((name, answers))
            for place in (f"{PATH}{name}", f"{PATH}polling&sid={name}", f"/socket.io/?EIO={name}&transport=polling", f"{PATH}polling&{name}[x]=1"):
                status, _ = ask(server.port, "GET", place)
                if status != (200 if place.endswith("=1") else 400):
                    wrong.append((place, status))
        alive = peer.works()
    closed = 0
    for name in RESERVED:
        with Peer(server.port) as peer:
            peer.send(f'42["{name}"]')
            closed += peer.is_closed()
    return not wrong and alive and closed == len(RESERVED), f"{len(NAMES)} names, wrong: {wrong}; {closed} of {len(RESERVED)} reserved ones closed"


def attachments(server):
    """Attachments undeclared, none, too many, too large in all, and 500 clients that announce ten and send nine of 1,000 bytes."""
    closed = 0
    placeholder = '{"_placeholder":true,"num":0}'
    strikes = [
        frame(2, b"nobody announced me"), frame(1, f'450-["echo",{placeholder}]'.encode()), frame(1, b'450-["echo"]'),
        frame(1, f'4511-["echo",{placeholder}]'.encode()), frame(1, f'45999999999-["echo",{placeholder}]'.encode()),
        frame(1, f'451-["echo",{placeholder}]'.encode()) + frame(1, b'42["echo"]'),
        frame(1, f'451-["echo",{placeholder.replace("0", "7")}]'.encode()) + frame(2, b"x"),
    ]
    for octets in strikes * 10:
        with Peer(server.port) as peer:
            peer.socket.sendall(octets)
            closed += peer.is_closed()
    crowd = [Peer(server.port) for _ in range(500)]
    for peer in crowd:
        peer.socket.sendall(frame(1, f'4510-["echo",{placeholder}]'.encode()) + frame(2, bytes(1_000)) * 9)
    wait_until(lambda: counts(server)["clients"] >= 500)
    for peer in crowd:
        peer.__exit__()
    gone = wait_until(lambda: counts(server)["clients"] <= 4, 20)
    return closed == len(strikes) * 10 and gone, f"{closed} of {len(strikes) * 10} closed; 500 half packets, all gone: {gone}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--others"]:
        be_others(int(sys.argv[2]), sys.argv[3])
        sys.exit()
    leave(
        (
            hostile("namespaces", namespaces, 24, rounds=1),
            hostile("packets before CONNECT", before_connect, 32),
            hostile("handshakes without CONNECT", handshakes, 120, profile="socketio", rounds=1),
            hostile("payload counts", payloads, 40),
            hostile("deep JSON", deep, 24),
            hostile("acknowledgement ids", acknowledgement_ids, 16),
            hostile("names", names, 16),
            hostile("attachments", attachments, 32),
        )
    )
