#!/usr/bin/env python3
"""Peers that abort, dawdle, or come in too great a number."""

import resource
import socket
import threading
import time

from drill import Server, exactly, frame, handshake, leave, percentile, reset, verdict, wait_until


def slowloris():
    """200 connections trickle heads, bodies and frames; a normal client's round trips stay fast."""
    with Server("echo") as server:
        probe = server.web_socket()

        def round_trips(seconds):
            times = []
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                start = time.monotonic()
                probe.sendall(frame(1, b"x"))
                exactly(probe, 3)
                times.append((time.monotonic() - start) * 1000)
                time.sleep(0.002)
            return percentile(times, 0.5), percentile(times, 0.99)

        before = round_trips(2)
        tricklers = []
        for index in range(200):
            client = server.connect() if index % 4 else server.web_socket()
            if index % 4 == 1:
                client.sendall(b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
            elif index % 4 > 1:
                client.sendall(b"GET / HTTP/1.1\r\nX: ")
            else:
                client.sendall(b"\x81\xfe\x03\xe8\x00\x00\x00\x00")
            tricklers.append(client)
        stop = threading.Event()

        def trickle():
            while not stop.wait(0.2):
                for client in tricklers:
                    try:
                        client.send(b"a")
                    except OSError:
                        pass

        thread = threading.Thread(target=trickle)
        thread.start()
        during = round_trips(14)
        stop.set()
        thread.join()
        # Half of the 200 trickle heads, which are answered 408 after ten seconds; a body may take a minute, a frame for ever.
        gone = wait_until(lambda: server.descriptors() < 130, 3)
        figures = f"p50/p99 {before[0]:.2f}/{before[1]:.2f} ms alone, {during[0]:.2f}/{during[1]:.2f} ms among 200; slow heads dropped: {gone}"
        return verdict("slowloris", during[1] < max(20, 5 * before[1]) and gone, figures)


def resets():
    """RST at nine stages, 900 times."""
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
        descriptors, memory = server.descriptors(), server.memory()
        for octets in stages.values():
            for _ in range(100):
                client = server.connect()
                client.sendall(octets)
                reset(client)
        gone = wait_until(lambda: server.descriptors() <= descriptors)
        figures = f"descriptors {descriptors} -> {server.descriptors()}, memory {memory:.1f} -> {server.memory():.1f} MiB"
        return verdict("resets at 9 stages", gone and server.serves(), figures)


def octets():
    """Everything one octet a write, and read back one octet at a time."""
    with Server("echo") as server:
        client = server.connect()
        messages = [b"", b"a" * 125, b"b" * 126, b"c" * 5_000]
        sent = handshake() + b"".join(frame(1, message) for message in messages)
        sent += frame(1, b"Hel", final=False) + frame(9, b"!") + frame(0, b"lo")
        for octet in sent:
            client.send(bytes([octet]))
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += client.recv(1)
        expected = b"".join(echo(1, message) for message in messages) + echo(10, b"!") + echo(1, b"Hello")
        got = b"".join(client.recv(1) for _ in range(len(expected)))
        return verdict("single octets", got == expected, f"{len(sent)} written, {len(got)} read, CPU {server.cpu():.2f} s")


def echo(opcode, payload):
    n = len(payload)
    return bytes([0x80 | opcode]) + (bytes([n]) if n < 126 else b"\x7e" + n.to_bytes(2, "big")) + payload


def descriptors():
    """128 descriptors, 500 clients: old clients are served on, no spinning, new ones are served when others leave."""

    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))

    with Server("echo", before=few) as server:
        old = server.web_socket()
        crowd = []
        for _ in range(500):
            try:
                crowd.append(server.connect(timeout=1))
            except OSError:
                pass
        served = 0
        for _ in range(20):
            old.sendall(frame(1, b"x"))
            served += exactly(old, 3) == b"\x81\x01x"
        start = server.cpu()
        time.sleep(3)
        spent = (server.cpu() - start) / 3 * 100
        for client in crowd:
            client.close()
        again = wait_until(server.serves)
        return verdict("descriptors", served == 20 and spent < 5 and again, f"old client {served}/20, {spent:.0f} % CPU when full, again: {again}")


def churn():
    """20,000 connections come, echo and go."""
    with Server("echo") as server:

        def some(count):
            for _ in range(count):
                client = server.web_socket()
                client.sendall(frame(1, b"x") + frame(8, b"\x03\xe8"))
                while client.recv(4096):
                    pass
                client.close()

        some(2_000)
        memory, descriptors, cpu = server.memory(), server.descriptors(), server.cpu()
        start = time.monotonic()
        threads = [threading.Thread(target=some, args=(4_500,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - start
        grown = server.memory() - memory
        wait_until(lambda: server.descriptors() <= descriptors)
        figures = (
            f"20,000 at {18_000 / took:.0f}/s, {(server.cpu() - cpu) / 18:.3f} ms CPU each, "
            f"memory {grown:+.1f} MiB, descriptors {descriptors} -> {server.descriptors()}"
        )
        return verdict("churn", grown < 2 and server.descriptors() <= descriptors, figures)


def stop():
    """SIGTERM under load: every request that was sent on an open connection is answered whole."""
    with Server("echo", loops=2) as server:
        answered, cut, refused = [], [], []

        def load():
            request = b"GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
            while True:
                try:
                    client = server.connect(timeout=3)
                except OSError:
                    refused.append(1)
                    return
                with client:
                    count = 0
                    while True:
                        count += 1
                        try:
                            client.sendall(request)
                            reply = client.recv(4096)
                        except OSError:
                            reply = b""
                        if not reply.endswith(b"Hello, World!"):
                            cut.append(count)
                            return
                        answered.append(1)
                        if b"Connection: close" in reply:
                            break

        threads = [threading.Thread(target=load) for _ in range(32)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        start = time.monotonic()
        server.process.terminate()
        status = server.process.wait(20)
        took = time.monotonic() - start
        for thread in threads:
            thread.join()
        # A connection made while the listener closed may be reset: its first request was never read.
        lost = [count for count in cut if count > 1]
        figures = f"{len(answered)} answered, {len(lost)} cut, {len(cut) - len(lost)} new connections reset, ended {status} in {took:.2f} s"
        return verdict("stop under load", not lost and status == 0, figures)


def idle():
    """10,000 idle WebSockets after one message each."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(10_000, hard - 100)
    with Server("echo") as server:
        warm = [server.web_socket() for _ in range(200)]
        before = server.memory()
        clients = []
        for _ in range(count):
            client = server.web_socket()
            client.sendall(frame(1, b"x"))
            exactly(client, 3)
            clients.append(client)
        each = (server.memory() - before) * 1_048_576 / count
        start = server.cpu()
        time.sleep(3)
        spent = (server.cpu() - start) / 3 * 100
        passed = verdict(f"{count} idle WebSockets", each < 4096, f"{each:.0f} bytes each, {spent:.1f} % CPU")
        for client in clients + warm:
            reset(client)
    return passed


if __name__ == "__main__":
    leave(drill() for drill in (slowloris, resets, octets, descriptors, churn, stop, idle))
