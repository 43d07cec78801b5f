#!/usr/bin/env python3
"""Peers that send much and read nothing: memory stays bounded, others are served."""

import socket
import threading
import time

from drill import Figures, Server, closing_code, flood, frame, leave, verdict

MIB = 1 << 20


def unread(name, profile, block, limit=200 * MIB, web_socket=True, growth=24, peers=None):
    """A drill that floods with `block` and never reads."""

    def drill():
        with Server(profile) as server:
            if profile == "echo":
                server.serves()
            figures = Figures(server)
            client = server.web_socket() if web_socket else server.connect()
            sent = flood(client, block, limit)
            time.sleep(0.3)
            grown = figures.grown()
            alive = server.serves() if profile == "echo" else server.process.poll() is None
            client.close()
            if peers:
                print(f"      peers: {peers}")
            return verdict(name, grown < growth and alive, f"{sent / MIB:.1f} MiB taken, peak {grown:+.1f} MiB, serves: {alive}; {figures}")

    drill.__name__ = name.replace(" ", "-")
    return drill


def fragments():
    """Fragments of one octet, and of none, without end: closed with 1008, memory bounded."""
    with Server("echo") as server:
        server.serves()
        figures = Figures(server)
        codes = []
        for payload in (b"x", b""):
            client = server.web_socket(timeout=2)
            client.sendall(frame(1, payload, final=False))
            sent = flood(client, frame(0, payload, final=False) * 8_192, 64 * MIB, patience=2)
            codes.append(closing_code(client))
        grown = figures.grown()
        print("      peers: ws 8.11 +306 MiB for 14 MiB sent")
        words = f"closed {codes}, {sent / MIB:.1f} MiB taken of empty ones; peak {grown:+.1f} MiB; {figures}"
        return verdict("tiny fragments", codes == [1008, 1008] and grown < 16, words)


def announced():
    """Lengths that are only announced cost nothing."""
    with Server("echo") as server:
        server.serves()
        figures = Figures(server)
        clients = []
        for _ in range(100):
            client = server.web_socket()
            client.sendall(b"\x82\xff" + (16 * MIB).to_bytes(8, "big") + bytes(4) + b"x")
            clients.append(client)
        codes = []
        for length in (2**63 - 1, 2**63, 2**40, 2**31):
            client = server.web_socket()
            client.sendall(b"\x82\xff" + length.to_bytes(8, "big") + bytes(4))
            codes.append(closing_code(client))
        grown = figures.grown()
        words = f"closed {codes}; peak {grown:+.1f} MiB for 100 x 16 MiB announced; {figures}"
        return verdict("announced lengths", grown < 16 and codes == [1009, 1002, 1009, 1009], words)


def broadcast():
    """1 GiB reaches three readers in broadcasts while three never read: those are dropped, the readers miss nothing."""
    with Server("broadcast") as server:
        silent = [server.web_socket() for _ in range(3)]
        readers, sender = [server.web_socket(timeout=30) for _ in range(3)], server.web_socket(timeout=30)
        time.sleep(0.2)
        figures = Figures(server)
        message = bytes(64 * 1024)
        octets = frame(2, message)
        size = len(message) + 10
        count = 1024 * MIB // len(message) // 4
        got = [0] * 4
        credits = [threading.Semaphore(64) for _ in range(4)]

        def read(index, client):
            buffer = bytearray(MIB)
            try:
                while got[index] < count * size:
                    piece = client.recv_into(buffer)
                    if not piece:
                        return
                    whole, got[index] = got[index] // size, got[index] + piece
                    for _ in range(got[index] // size - whole):
                        credits[index].release()
            except OSError:
                pass

        threads = [threading.Thread(target=read, args=item) for item in enumerate(readers + [sender])]
        for thread in threads:
            thread.start()
        for _ in range(count):
            if not all(credit.acquire(timeout=10) for credit in credits):
                break
            sender.sendall(octets)
        for thread in threads:
            thread.join()
        grown = figures.grown()
        dropped = sum(is_dropped(client) for client in silent)
        whole = sum(bytes_read == count * size for bytes_read in got)
        print("      peers, 100 MiB: ws 8.11 +117 MiB, with a drop of one's own +39 MiB")
        words = f"1 GiB to 4 readers, {whole}/4 got all; {dropped}/3 silent ones dropped; peak {grown:+.1f} MiB; {figures}"
        return verdict("broadcast of 1 GiB past silent consumers", whole == 4 and dropped == 3 and grown < 64, words)


def is_dropped(client):
    """Whether a connection that was never read from ends, once what is on its way is read."""
    client.settimeout(2)
    try:
        while client.recv(MIB):
            pass
        return True
    except socket.timeout:
        return False
    except OSError:
        return True


def answered_pings():
    """Pings by the ten thousand, read: every one is answered, memory stays flat."""
    with Server("echo") as server:
        client = server.web_socket(timeout=20)
        figures = Figures(server)
        count = 200_000
        block = frame(9, b"0123") * 1_000
        got = 0

        def read():
            nonlocal got
            try:
                while got < count * 6:
                    piece = len(client.recv(MIB))
                    if not piece:
                        return
                    got += piece
            except OSError:
                pass

        thread = threading.Thread(target=read)
        thread.start()
        start = time.monotonic()
        closed = ""
        try:
            for _ in range(count // 1_000):
                client.sendall(block)
        except OSError as error:
            closed = f"; stopped by the server: {error}"
        thread.join()
        words = f"{got // 6} of {count} answered in {time.monotonic() - start:.1f} s{closed}; peak {figures.grown():+.1f} MiB; {figures}"
        return verdict("ping flood, read", figures.grown() < 16 and server.serves(), words)


if __name__ == "__main__":
    leave(
        (
            unread("pings never read", "echo", frame(9, bytes(125)) * 400, peers="ws 8.11 +298 MiB; websockets 17.4 stops reading"),
            unread("pongs never asked for", "echo", frame(10, bytes(125)) * 400, 20 * MIB),
            unread("echoes never read", "echo", frame(2, bytes(16_384)) * 8, peers="ws 8.11 +386 MiB; websockets 17.4 stops reading"),
            unread("small echoes never read", "echo", frame(1, b"x") * 10_000),
            unread("empty messages never read", "echo", frame(1) * 10_000),
            unread(
                "pipelined HTTP never read", "http1", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 2_000, web_socket=False,
                peers="ws 8.11 stops reading after 3 MiB"),
            unread("empty lines", "http1", b"\r\n" * 4_096, 20 * MIB, web_socket=False, peers="ws 8.11 takes 20 MiB and more"),
            fragments,
            announced,
            answered_pings,
            broadcast,
        )
    )
