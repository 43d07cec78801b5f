#!/usr/bin/env python3
"""Hostile clients of SignalR, while others go on: everything is answered or closed as documented, memory stays bounded, others hardly notice.

The others are a process of their own: four WebSocket clients that call `Add` every 10 ms, on the one loop that the hostile ones share.
"""

import contextlib
import json
import socket
import sys
import threading
import time

from drill import Figures, Others, Server, flood, frame, leave, request, verdict, wait_until
from hub import HubPeer, Speech,  connections, length, negotiate, packed, text

MIB = 1 << 20
JSON, PACKED = Speech("json"), Speech("messagepack")
CLOSED = {"type": 7, "error": "Connection closed with an error.", "allowReconnect": True}


def be_others(port):
    latencies, wrong, ends = [], [], threading.Event()

    def call(speech):
        with HubPeer(port, speech=speech) as peer:
            while not ends.is_set():
                start = time.monotonic()
                if not peer.works():
                    wrong.append(1)
                    return
                latencies.append(time.monotonic() - start)
                time.sleep(0.01)

    threads = [threading.Thread(target=call, args=(speech,)) for speech in ("json", "messagepack") * 2]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    sys.stdin.read()
    ends.set()
    for thread in threads:
        thread.join()
    print(json.dumps({"latencies": latencies or [9.0], "wrong": len(wrong)}))


def hostile(name, strike, growth, rounds=2):
    """A drill: `strike(server)` returns whether all was as documented, and words; peak memory may grow by `growth` MiB."""

    def drill():
        with Server("signalr") as server:
            with Others(__file__, server) as others:
                time.sleep(0.5)
                figures = Figures(server)
                for _ in range(rounds):
                    good, words = strike(server)
                    if not good:
                        break
                grown = figures.grown()
                # A client that is not read from is found to have gone by the second ping that it does not take.
                left = wait_until(lambda: connections(server.port) <= 4, 45)
            good = good and others.are_well and left and server.process.poll() is None
            return verdict(name, good and grown < growth, f"{words}; {others}; all gone: {left}; peak {grown:+.1f} MiB (limit {growth}); {figures}")

    drill.__name__ = name.replace(" ", "-")
    return drill


def tally(server, cases, wanted, path="/test", speech="json", times=5, shake=True):
    """How many of `cases` end as `wanted(close message, close code)` says, and those that do not."""
    right, wrong = 0, []
    for name, octets in cases.items():
        for _ in range(times):
            with HubPeer(server.port, path, speech, shake) as peer:
                with contextlib.suppress(ConnectionError):
                    peer.socket.sendall(octets)
                end = peer.end() if shake else refused(peer)
            if wanted(*end):
                right += 1
            else:
                wrong.append((name, end))
    return right == len(cases) * times, f"{right} of {len(cases) * times} ended as documented" + (f", wrong: {wrong[:3]}" if wrong else "")


def refused(peer):
    """The handshake's answer, and the close code after it."""
    answer = peer.next_bytes()
    peer.next_bytes()
    return json.loads(answer[:-1]) if answer else None, peer.code


def mistimed(server):
    """What is no handshake, however much of it; then a second handshake."""
    floods = {
        "calls": frame(1, JSON.call("1", "Add", 1, 2) * 500), "pings": frame(1, text(type=6) * 2_000), "acks": frame(1, JSON.number(8, 1)),
        "separators": frame(1, b"\x1e" * 10_000),
        "an endless record": frame(1, b" " * 30_000) * 40, "deep": frame(1, b"[" * 32_000 + b"\x1e"), "noise": frame(2, bytes(range(256)) * 100 + b"\x1e"),
        "an unknown protocol": frame(1, text(protocol="x" * 20_000, version=1)), "a version": frame(1, text(protocol="json", version=2**31)),
    }
    good, words = tally(server, floods, lambda answer, code: bool(answer and answer.get("error")) and code == 1000, shake=False)
    again, more = tally(server, {"a second handshake": frame(1, JSON.handshake())}, lambda close, code: close == CLOSED and code == 1000)
    idle = [HubPeer(server.port, shake=False) for _ in range(300)]  # what they say never becomes a handshake: its time-out ends them
    for peer in idle[:100]:
        peer.socket.sendall(frame(1, b'{"protocol":')[:9])
    for peer in idle[100:200]:
        peer.socket.sendall(frame(2, PACKED.call("1", "Add", 1, 2) * 500))
    start = time.monotonic()
    silent = sum(refused(peer) == ({"error": "Handshake was canceled."}, 1000) for peer in idle)
    waited = time.monotonic() - start
    for peer in idle:
        peer.__exit__()
    return good and again and silent == 300, f"{words}; second: {more}; {silent} of 300 silent ones ended after {waited:.0f} s"


def malformed(server):
    """Records that are no messages, in both protocols, and lengths without end."""
    broken = [
        b"{", b"[]", b"nul", b"{}", b'{"type":"1"}', b'{"type":1}', b'{"type":4,"target":"Stream","arguments":[]}', b'{"type":3}', b'{"type":9}',
        b'{"type":1,"target":"Add","arguments":{}}', b'{"type":3,"invocationId":"1","error":"e","result":1}', b'{"type":6}\xff', b'{"type":1e999}x',
    ]
    good, words = tally(server, {f"{each}": frame(2, each + b"\x1e") for each in broken}, lambda close, code: close == CLOSED and code == 1000)
    packs = {
        "endless length": b"\xff" * 20_000, "2 GiB": b"\xff\xff\xff\xff\x07", "4 GiB": b"\xff\xff\xff\xff\x0f", "a length cut short": b"\xff\xff\xff\xff\x80",
        "array of 2^32": b"\x05\xdd\xff\xff\xff\xff", "map of 2^32": b"\x07\x92\x06\xdf\xff\xff\xff\xff", "text of 4 GiB": b"\x07\x92\x01\xdb\xff\xff\xff\xff",
        "deep arrays": length(30_000) + b"\x91" * 30_000, "deep maps": length(30_000) + b"\x81\xa1a" * 10_000, "nil": b"\x01\xc0",
        "unused octet": b"\x02\x91\xc1", "surplus": b"\x03\x91\x06\x06", "no kind": packed(3, {}, "1", 7), "negative number": packed(9, -5),
    }
    also, more = tally(
        server, {name: frame(2, each) for name, each in packs.items()}, lambda close, code: close is not None and close["type"] == 7 and code == 1000,
        speech="messagepack")
    return good and also, f"JSON: {words}; MessagePack: {more}"


def deep(server):
    """Arguments of very many containers: more than 64 levels close, 60 come back."""
    closed = 0
    towers = ["[" * 15_000, '{"a":' * 6_000, "[" * 16_000 + "]" * 16_000, '[{"a":' * 4_000 + "1" + "}]" * 4_000]
    for tower in towers * 4:
        with HubPeer(server.port) as peer:
            peer.socket.sendall(frame(1, b'{"type":1,"invocationId":"1","target":"Invoke","arguments":[1,' + tower.encode() + b"]}\x1e"))
            closed += peer.end() == (CLOSED, 1000)
    fits = []
    for _ in range(58):
        fits = [fits]
    whole = True
    for speech in ("json", "messagepack"):
        with HubPeer(server.port, speech=speech) as peer:
            whole = whole and peer.answer("Invoke", 1, fits).get("result") == fits
    return closed == len(towers) * 4 and whole, f"{closed} of {len(towers) * 4} closed; 60 levels come back: {whole}"


def oversized(server):
    """Records and messages that are too large, or never end."""
    large = {
        "one record": frame(1, b" " * 40_000), "in frames": frame(1, b" " * 1_000) * 40, "of 2 MiB": frame(1, b" " * (2 * MIB)),
        "fragments": frame(1, b" " * 100, final=False) + frame(0, b" " * 60_000, final=False) * 40,
    }
    good, words = tally(server, large, lambda close, code: code in (1000, 1009))
    also, more = tally(
        server, {"packed": frame(2, length(32_766) + bytes(10)), "packed in octets": b"".join(frame(2, bytes([each])) for each in length(40_000))},
        lambda close, code: close is not None and close["type"] == 7 and code == 1000, speech="messagepack")
    crowd = [HubPeer(server.port) for _ in range(300)]
    for peer in crowd:  # each keeps as much as it may without ending its record
        peer.socket.sendall(frame(1, b'{"type":1,"target":"' + b"x" * 32_000))
    time.sleep(0.5)
    alive = sum(peer.works() is False for peer in crowd[:5])  # the half record swallows the call
    for peer in crowd:
        peer.__exit__()
    token = negotiate(server.port)[0]
    request(server.port, "GET", f"/test?id={token}")
    over = request(server.port, "POST", f"/test?id={token}", bytes(MIB + 1))[0]
    request(server.port, "DELETE", f"/test?id={token}")
    return good and also and over == 413, f"{words}; MessagePack: {more}; 300 kept half records ({alive} of 5 closed for the rest); POST over the limit: {over}"


def identifiers(server):
    """Ids in use, of nobody, of any length, and names of methods that nobody has."""
    with HubPeer(server.port, "/testhub") as peer:
        peer.call("s", "InfiniteStream", type=4)
        peer.call("s", "InfiniteStream", type=4)
        used = peer.next().get("error") == "Invocation ID 's' is already in use."
        sends = b"".join(
            text(type=2, invocationId=f"{n}", item=n) + text(type=3, invocationId=f"s{n}", result=n) + text(type=5, invocationId=f"{n}") for n in range(300))
        for _ in range(50):
            peer.send(sends)
        long = "i" * 30_000
        same = peer.answer("Echo", "x", id=long)["invocationId"] == long
        unknown = sum(peer.answer(name, id="u")["error"].startswith("Unknown hub method") for name in ("", "x" * 30_000, "\0", "Écho", "toString", "methods"))
    with HubPeer(server.port, "/testhub") as peer:
        # One name for two streams of the client: the second call is refused, the first goes on.
        peer.call("1", "StreamingConcat", streams=["u"])
        peer.call("2", "StreamingConcat", streams=["u"])
        taken = "in use" in peer.next().get("error", "")
        peer.send(JSON.item("u", "a"), text(type=3, invocationId="u"))
        first = peer.next().get("result") == "a"
    good = used and same and unknown == 6 and taken and first
    return good, f"in use refused: {used and taken}, its owner goes on: {first}; 45,000 for nobody ignored; 30 kB id comes back: {same}; {unknown} of 6 names unknown"


def invocations(server):
    """Floods of calls that are not answered in time, in frames of 1 MB and in small ones, with nobody reading the answers."""
    wait = JSON.call("1", "Wait", 60_000)
    sent = 0
    crowd = []
    for index in range(40):
        peer = HubPeer(server.port, "/groups")
        crowd.append(peer)
        if index % 2:
            peer.socket.sendall(frame(1, wait * (990_000 // len(wait))))
            sent += 990_000
        else:
            sent += flood(peer.socket, frame(1, wait) * 200, 30 * MIB, patience=0.3)
    for peer in crowd:
        peer.__exit__()
    packs = PACKED.call("1", "TellCaller", "x" * 50)
    with HubPeer(server.port, "/groups", "messagepack", receive_buffer=4_096) as peer:
        unread = flood(peer.socket, frame(2, packs * 400), 400 * MIB, patience=2)
    with HubPeer(server.port) as peer:
        start = time.monotonic()
        add = JSON.call(None, "Add", 1, 2)
        for _ in range(10):
            peer.socket.sendall(frame(1, add * (990_000 // len(add))))
        alive = peer.works()
        seconds = time.monotonic() - start
    return alive, f"{sent / MIB:.0f} MiB of calls that wait taken from 40 clients; {unread / MIB:.1f} MiB from one that reads no answers; 10 MB of tiny calls in {seconds:.1f} s"


def streams(server):
    """Streams that are never cancelled, uploads that are never read nor completed: 256 of each client, the rest is refused."""
    refused, begun = 0, 0
    crowd = [HubPeer(server.port, "/testhub") for _ in range(40)]
    for peer in crowd:
        peer.send(*(JSON.call(f"{n}", "InfiniteStream", type=4) for n in range(400)))
    for peer in crowd:
        refused += sum("Failed to invoke" in (peer.next() or {}).get("error", "") for _ in range(400 - 256))
        begun += peer.answer("Echo", "x", id="e").get("result") == "x"
        peer.__exit__()
    crowd = [HubPeer(server.port, "/groups") for _ in range(40)]
    taken = 0
    for index, peer in enumerate(crowd):
        peer.send(*(JSON.call(f"{n}", "Neglect", 60_000, streams=[f"u{n}"]) for n in range(50)))
        taken += flood(peer.socket, frame(1, b"".join(JSON.item(f"u{n % 50}", index) for n in range(500))), 20 * MIB, patience=0.3)
    for peer in crowd:
        peer.__exit__()
    with HubPeer(server.port, "/test", receive_buffer=4_096) as peer:  # a stream faster than its reader waits for it
        peer.send(*(JSON.call(f"{n}", "Counter", 50_000, type=4) for n in range(4)))
        time.sleep(1)
    return refused == 40 * 144 and begun == 40, f"{refused} of {40 * 144} streams too many refused; {taken / MIB:.1f} MiB of items nobody reads taken from 40 clients"


def negotiations(server):
    """20,000 negotiates that are never begun, half of them with 4 kB posted ahead, and posts for connections that are none."""
    early = 0
    with server.connect(timeout=20) as client:
        for batch in range(100):
            client.sendall(b"POST /test/negotiate?negotiateVersion=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n" * 200)
            seen = b""
            while seen.count(b"connectionToken") < 200 or not seen.endswith(b"]}]}"):
                seen += client.recv(1 << 16)
            tokens = [each.split(b'"')[2] for each in seen.split(b"connectionToken")[1:]]
            posts = b"".join(
                b"POST /test?id=" + token + b" HTTP/1.1\r\nHost: a\r\nContent-Length: 4096\r\n\r\n" + bytes(4_096) for token in tokens[::2])
            client.sendall(posts)
            seen = b""
            while seen.count(b"HTTP/1.1 ") < 100:
                seen += client.recv(1 << 16)
            early += seen.count(b"HTTP/1.1 200")
            time.sleep(0.002)
    unknown = sum(request(server.port, "POST", f"/test?id={'A' * 22}", bytes(100_000))[0] == 404 for _ in range(100))
    return 0 < early <= 1024 and unknown == 100, f"20,000 negotiated; of 10,000 early posts of 4 kB {early} were kept, the others answered 429; {unknown} of 100 posts to nobody answered 404"


def posts(server):
    """POSTs while the hub is busy and takes nothing more: 64 kB wait, further ones are answered 429; polls come thick and fast."""
    taken = refusals = 0
    others = set()
    held = []
    for _ in range(20):
        target = f"/groups?id={negotiate(server.port, '/groups')[0]}"
        request(server.port, "GET", target)
        request(server.port, "POST", target, JSON.handshake())
        request(server.port, "POST", target, JSON.call("1", "Wait", 60_000) * 200)  # more than may wait: the hub takes no more
        for _ in range(30):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=0.05)
            client.sendall(f"POST {target} HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n".encode() + bytes(10_000))
            try:
                status = int(client.recv(65_536)[9:12])
                refusals += status == 429
                others |= {status} - {429}
                client.close()
            except TimeoutError:
                taken += 1
                held.append(client)
        for _ in range(100):
            with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
                client.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        request(server.port, "DELETE", target)
    for client in held:
        client.close()
    good = refusals + taken == 600 and taken <= 20 * 7 and not others
    return good, f"600 POSTs to 20 busy connections: {taken} waited, {refusals} answered 429, else {others or 'none'}; 2,000 polls left"


def leavers(server):
    """Connections of all transports that go in the middle of everything, 1,200 times."""
    for round in range(200):
        tokens = [negotiate(server.port, "/groups", "&useStatefulReconnect=true")[0] for _ in range(3)]
        for index, stage in enumerate((b"", frame(1, JSON.handshake()), frame(1, JSON.handshake() + JSON.call("1", "Wait", 100) + b"{"))):
            with HubPeer(server.port, f"/groups?id={tokens[index]}" if round % 2 else "/groups", shake=False) as peer:
                peer.socket.sendall(stage)
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
            token = negotiate(server.port, "/groups")[0]
            accept = b"Accept: text/event-stream\r\n" if round % 2 else b""
            client.sendall(f"GET /groups?id={token} HTTP/1.1\r\nHost: a\r\n".encode() + accept + b"\r\n")
            client.recv(10)
            request(server.port, "POST", f"/groups?id={token}", JSON.handshake() + JSON.call("1", "Wait", 50))
    return True, "1,200 left"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--others"]:
        be_others(int(sys.argv[2]))
        sys.exit()
    leave(
        (
            hostile("mistimed", mistimed, 24, rounds=1),
            hostile("malformed", malformed, 16),
            hostile("deep", deep, 16),
            hostile("oversized", oversized, 40),
            hostile("identifiers", identifiers, 16),
            hostile("invocations", invocations, 80, rounds=1),
            hostile("streams", streams, 64, rounds=1),
            hostile("negotiations", negotiations, 40, rounds=1),
            hostile("posts", posts, 32, rounds=1),
            hostile("leavers", leavers, 24, rounds=1),
        )
    )
