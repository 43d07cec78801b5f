#!/usr/bin/env python3
"""Peers that send much and read nothing: memory stays bounded, others are served."""

import socket
import threading
import time

from drill import Server, exactly, frame, leave, verdict, wait_until

MIB = 1 << 20


def unread(name, profile, block, limit=200 * MIB, web_socket=True, growth=24):
    """Floods with `block` and never reads."""
    with Server(profile) as server:
        if profile == "echo":
            server.serves()
        before = server.memory()
        client = server.web_socket() if web_socket else server.connect()
        sent = 0
        client.settimeout(1.0)
        try:
            while sent < limit:
                sent += client.send(block)
        except OSError:
            pass
        time.sleep(0.3)
        grown = server.peak() - before
        alive = server.serves() if profile == "echo" else server.process.poll() is None
        client.close()
        return verdict(name, grown < growth and alive, f"{sent / MIB:.1f} MiB taken, peak memory {grown:+.1f} MiB, serves: {alive}")


def fragments():
    """Fragments of one octet without end: closed with 1008, memory bounded."""
    with Server("echo") as server:
        server.serves()
        before = server.memory()
        client = server.web_socket()
        client.sendall(frame(1, b"x", final=False))
        block = frame(0, b"x", final=False) * 8_192
        sent = 0
        client.settimeout(2)
        try:
            while sent < 64 * MIB:
                sent += client.send(block)
        except OSError:
            pass
        try:
            close = exactly(client, 4)
            code = int.from_bytes(close[2:4], "big")
        except OSError:
            code = 0
        grown = server.peak() - before
        return verdict("tiny fragments", code == 1008 and grown < 16, f"closed {code}, {sent / MIB:.1f} MiB taken, {grown:+.1f} MiB")


def announced():
    """Lengths that are only announced cost nothing."""
    with Server("echo") as server:
        server.serves()
        before = server.memory()
        clients = []
        for _ in range(100):
            client = server.web_socket()
            client.sendall(b"\x82\xff" + (16 * MIB).to_bytes(8, "big") + bytes(4) + b"x")
            clients.append(client)
        codes = []
        for length in (2**63 - 1, 2**63, 2**40, 2**31):
            client = server.web_socket()
            client.sendall(b"\x82\xff" + length.to_bytes(8, "big") + bytes(4))
            close = exactly(client, 4)
            codes.append(int.from_bytes(close[2:4], "big"))
        grown = server.peak() - before
        return verdict("announced lengths", grown < 16 and codes == [1009, 1002, 1009, 1009], f"closed {codes}, {grown:+.1f} MiB for 100 x 16 MiB")


def broadcast():
    """One sends 300 MiB to six, of whom five never read: they are dropped, the sixth misses nothing."""
    with Server("broadcast") as server:
        silent = [server.web_socket() for _ in range(5)]
        reader, sender = server.web_socket(timeout=30), server.web_socket(timeout=30)
        time.sleep(0.2)
        before = server.memory()
        message = bytes(64 * 1024)
        octets = frame(2, message)
        count = 300 * MIB // len(message)
        size = len(message) + 10
        got = {"reader": 0, "sender": 0}
        credit = threading.Semaphore(64)

        def read(name, client):
            try:
                while got[name] < count * size:
                    piece = client.recv(MIB)
                    if not piece:
                        return
                    before, got[name] = got[name] // size, got[name] + len(piece)
                    if name == "reader":
                        for _ in range(got[name] // size - before):
                            credit.release()
            except OSError:
                pass

        threads = [threading.Thread(target=read, args=item) for item in (("reader", reader), ("sender", sender))]
        for thread in threads:
            thread.start()
        for _ in range(count):
            if not credit.acquire(timeout=10):
                break
            sender.sendall(octets)
        for thread in threads:
            thread.join()
        grown = server.peak() - before
        dropped = 0
        for client in silent:
            client.settimeout(2)
            try:
                while client.recv(MIB):
                    pass
                dropped += 1
            except socket.timeout:
                pass
            except OSError:
                dropped += 1
        whole = got["reader"] == count * size
        figures = f"300 MiB to 7 clients: reader got all: {whole}, {dropped}/5 slow ones dropped, peak memory {grown:+.1f} MiB"
        return verdict("broadcast past slow consumers", whole and dropped == 5 and grown < 64, figures)


if __name__ == "__main__":
    leave(
        drill()
        for drill in (
            lambda: unread("pings never read", "echo", frame(9, bytes(125)) * 400),
            lambda: unread("echoes never read", "echo", frame(2, bytes(16_384)) * 8),
            lambda: unread("small echoes never read", "echo", frame(1, b"x") * 10_000),
            lambda: unread("pipelined HTTP never read", "http1", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 2_000, web_socket=False),
            lambda: unread("empty lines", "http1", b"\r\n" * 4_096, 20 * MIB, web_socket=False),
            fragments,
            announced,
            broadcast,
        )
    )
