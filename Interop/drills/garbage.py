#!/usr/bin/env python3
"""Random and half-right bytes for half a minute (or `garbage.py SECONDS [SEED]`): the server must go on serving, whatever comes."""

import os
import random
import socket
import sys
import threading
import time

from drill import Server, frame, handshake, verdict

HEADS = [
    b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST /x?y=%zz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n0\r\nT: r\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello",
    b"OPTIONS * HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\nAccess-Control-Request-Method: PUT\r\n"
    b"Access-Control-Request-Headers: a, b ,c\r\n\r\n",
    b"CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n",
    b"GET http://u@a:1/%00?q#f HTTP/1.0\r\nConnection: keep-alive, upgrade\r\n\r\n",
    b"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n40",
]
FRAMES = [
    frame(1, "žluť".encode()), frame(2, bytes(300)), frame(9, b"ping"), frame(10), frame(8, b"\x03\xe8bye"), frame(1, b"a", False),
    frame(0, b"b", False), frame(0, b"c"), frame(1, b"40"), frame(1, b'42["message",{"a":[1,2.5e3,"\\u017e"]}]'), frame(1, b"0{}"),
    frame(1, b'451-["message",{"_placeholder":true,"num":0}]'), frame(2, bytes(9)), frame(1, b"2probe"), frame(1, b"3"),
]


def spoil(data, chance):
    """Flips, drops, doubles and inserts octets here and there."""
    data = bytearray(data)
    for _ in range(chance.choice((0, 0, 1, 1, 2, 8))):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0 if data:
                data[at % len(data)] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 9)]
            case 2:
                data[at:at] = data[max(0, at - 9) : at]
            case _:
                data[at:at] = bytes(chance.choice(b"\r\n\0 :,;%\x7f\xff0") for _ in range(chance.randrange(1, 4)))
    return bytes(data)


def case(chance):
    kind = chance.randrange(4)
    if kind == 0:
        return chance.randbytes(chance.randrange(2_000))
    if kind == 1:
        return b"".join(spoil(chance.choice(HEADS), chance) for _ in range(chance.randrange(1, 5)))
    path = chance.choice((b"/", b"/socket.io/?EIO=4&transport=websocket", b"/engine.io/?EIO=4&transport=websocket"))
    head = handshake().replace(b"GET /", b"GET " + path, 1)
    frames = [chance.choice(FRAMES) for _ in range(chance.randrange(1, 8))]
    return (spoil(head, chance) if kind == 2 else head) + b"".join(spoil(one, chance) for one in frames)


def torment(server, end, chance, counts):
    while time.monotonic() < end:
        data = case(chance)
        try:
            with server.connect(timeout=0.05) as client:
                while data:
                    size = len(data) if chance.random() < 0.7 else chance.randrange(1, len(data) + 1)
                    client.sendall(data[:size])
                    data = data[size:]
                if chance.random() < 0.5:
                    client.shutdown(socket.SHUT_WR)
                while client.recv(65_536):
                    pass
        except OSError:
            pass
        counts.append(1)
        if server.process.poll() is not None:
            return


def garbage(profile, seconds, seed):
    with Server(profile, loops=2) as server:
        counts = []
        end = time.monotonic() + seconds
        threads = [
            threading.Thread(target=torment, args=(server, end, random.Random(f"{seed} {profile} {index}"), counts)) for index in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        alive = server.process.poll() is None
        figures = f"{len(counts)} connections (seed {seed}), " + (f"{server.memory():.1f} MiB, " if alive else "") + f"alive: {alive}"
        return verdict(f"garbage at {profile}", alive, figures)


if __name__ == "__main__":
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    seed = sys.argv[2] if len(sys.argv) > 2 else str(int.from_bytes(os.urandom(4)))
    profiles = ("echo", "http1", "socketio", "engineio")
    results = [garbage(profile, seconds / len(profiles), seed) for profile in profiles]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if all(results) else 1)
