#!/usr/bin/env python3
"""Peers that abort, vanish, or hand over their octets one at a time."""

import socket
import time

from drill import Figures, Server, exactly, frame, handshake, leave, reset, verdict, wait_until

TCP_REPAIR = 19


def resets():
    """RST at nine stages, 2,700 times."""
    request = handshake()
    text = frame(1, b"x" * 70_000)
    stages = {
        "connect": b"",
        "mid-request-line": request[:7],
        "mid-head": request[:60],
        "after-handshake": request,
        "mid-frame-header": request + text[:3],
        "mid-frame": request + text[:30_000],
        "mid-message": request + frame(1, b"x" * 5_000, final=False),
        "while-echoing": request + text * 20,
        "after-close": request + frame(8, b"\x03\xe8"),
    }
    with Server("echo") as server:
        server.serves()
        time.sleep(0.5)  # the Swift runtime opens three of its own, late
        for octets in stages.values():  # what allocators keep, they keep from the first time
            with server.connect() as client:
                client.sendall(octets)
        time.sleep(0.2)
        figures = Figures(server)
        for octets in stages.values():
            for _ in range(300):
                client = server.connect()
                client.sendall(octets)
                reset(client)
        gone = wait_until(lambda: server.descriptors() <= figures.descriptors)
        print("      peers: ws 8.11 RSS 50 -> 65 MiB, websockets 17.4 24 -> 25 MiB")
        return verdict("2,700 resets at 9 stages", gone and server.serves() and figures.grown() < 12, str(figures))


def octets():
    """Everything one octet a write, and read back one octet at a time."""
    with Server("echo") as server:
        figures = Figures(server)
        client = server.connect()
        messages = [b"", b"a" * 125, b"b" * 126, b"c" * 5_000, b"d" * 70_000]
        sent = handshake() + b"".join(frame(1, message) for message in messages)
        sent += frame(1, b"Hel", final=False) + frame(9, b"!") + frame(0, b"lo")
        for octet in sent:
            client.send(bytes([octet]))
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += client.recv(1)
        expected = b"".join(echo(1, message) for message in messages) + echo(10, b"!") + echo(1, b"Hello")
        got = b"".join(client.recv(1) for _ in range(len(expected)))
        print("      peers: ws 8.11 0.8 s CPU, websockets 17.4 0.3 s")
        return verdict("single octets", got == expected, f"{len(sent)} written, {len(got)} read; {figures}")


def echo(opcode, payload):
    n = len(payload)
    length = bytes([n]) if n < 126 else b"\x7e" + n.to_bytes(2, "big") if n < 65_536 else b"\x7f" + n.to_bytes(8, "big")
    return bytes([0x80 | opcode]) + length + payload


def halves():
    """200 WebSockets shut down their sending side; a plain request does, and is answered all the same."""
    with Server("echo") as server:
        server.serves()
        time.sleep(0.5)
        figures = Figures(server)
        clients = [server.web_socket() for _ in range(200)]
        for client in clients:
            client.shutdown(socket.SHUT_WR)
        closed = 0
        for client in clients:
            try:
                while client.recv(4_096):
                    pass
                closed += 1
            except OSError:
                pass
            client.close()
        with server.connect() as client:
            client.sendall(b"GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
            client.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := client.recv(4_096):
                answer += piece
        answered = answer.endswith(b"Hello, World!")
        gone = wait_until(lambda: server.descriptors() <= figures.descriptors)
        print("      peers: both close 200/200; websockets 17.4 does not answer the half-closed request")
        words = f"{closed}/200 closed, half-closed request answered: {answered}; {figures}"
        return verdict("half-open peers", closed == 200 and answered and gone, words)


def vanished():
    """200 WebSockets vanish without FIN or RST: the server's pings find out."""
    with Server("echo") as server:
        server.serves()
        time.sleep(0.5)
        figures = Figures(server)
        clients = [server.web_socket() for _ in range(200)]
        try:
            for client in clients:
                client.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, 1)
        except PermissionError:
            return verdict("vanished peers", True, "not tried: it needs CAP_NET_ADMIN")
        for client in clients:
            client.close()
        held = server.descriptors() - figures.descriptors
        start = time.monotonic()
        gone = wait_until(lambda: server.descriptors() <= figures.descriptors, 60)
        words = f"{held} held, all gone after {time.monotonic() - start:.0f} s; {figures}"
        print("      peers: ws 8.11 keeps all 200; websockets 17.4 drops them after 20 s")
        return verdict("200 vanished peers", held == 200 and gone, words)


if __name__ == "__main__":
    leave((resets, octets, halves, vanished))
