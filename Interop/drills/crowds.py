#!/usr/bin/env python3
"""Peers that dawdle, come and go, or are too many."""

import os
import resource
import time

from drill import Figures, Server, exactly, frame, handshake, leave, open_web_socket, percentile, raise_descriptors, reset, verdict, wait_until


def round_trips(client, seconds):
    """Milliseconds of each echo of one byte within so many seconds."""
    times = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.monotonic()
        client.sendall(frame(1, b"x"))
        exactly(client, 3)
        times.append((time.monotonic() - start) * 1000)
        time.sleep(0.002)
    return percentile(times, 0.5), percentile(times, 0.99)


def is_answered(client):
    """Whether a peer that trickles was told 408."""
    client.setblocking(False)
    try:
        return client.recv(4_096).startswith(b"HTTP/1.1 408 ")
    except OSError:
        return False


def slowloris():
    """1,000 connections trickle heads, bodies and frames, an octet a second each; a normal client's round trips stay fast."""
    raise_descriptors()
    with Server("echo") as server:
        probe = server.web_socket()
        alone = round_trips(probe, 3)
        figures = Figures(server)
        kinds = [
            b"GET / HTTP/1.1\r\nX: ",
            b"GET / HTTP/1.1\r\nX: ",
            b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n",
            handshake() + b"\x81\xfe\x03\xe8\x00\x00\x00\x00",
        ]
        tricklers = [server.connect() for _ in range(1_000)]
        for index, client in enumerate(tricklers):
            client.sendall(kinds[index % 4])
        # In a process of its own, so that what is measured here does not wait for this interpreter.
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            end = time.monotonic() + 15
            while time.monotonic() < end:
                for index, client in enumerate(tricklers):
                    try:
                        client.send(b"a")
                    except OSError:
                        pass
                    if index % 50 == 49:
                        time.sleep(0.05)
            os.write(writing, f"{sum(is_answered(client) for client in tricklers)}".encode())
            os._exit(0)
        for client in tricklers:
            client.close()
        during = round_trips(probe, 13)
        # Heads have ten seconds; then they are answered 408 and dropped. Bodies have a minute, and so do frames.
        dropped = int(os.read(reading, 100))
        os.waitpid(child, 0)
        words = f"p50/p99 alone {alone[0]:.2f}/{alone[1]:.2f} ms, among 1,000 {during[0]:.2f}/{during[1]:.2f} ms; {dropped} of 500 slow heads answered 408; {figures}"
        print("      peers, 450 connections: ws 8.11 drops heads after 90 s, bodies and frames never")
        return verdict("slowloris", during[1] < max(10, 4 * alone[1]) and dropped == 500, words)


def descriptors():
    """128 descriptors, 500 clients: old clients are served on, no spinning, new ones are served when others leave."""

    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))

    with Server("echo", before=few) as server:
        old = server.web_socket()
        figures = Figures(server)
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
        full = server.descriptors()
        for client in crowd:
            client.close()
        again = wait_until(server.serves)
        words = f"{len(crowd)} of 500 connected, {full} descriptors in use; old client {served}/20, {spent:.1f} % CPU when full, serves again: {again}; {figures}"
        return verdict("ulimit -n 128, 500 clients", served == 20 and spent < 3 and again and full <= 128, words)


def churn():
    """50,000 connections come, echo and go."""
    with Server("echo") as server:
        octets = handshake() + frame(1, b"x") + frame(8, b"\x03\xe8")

        def some(count):
            failed = 0
            for _ in range(count):
                with server.connect() as client:
                    client.sendall(octets)
                    answer = b""
                    while piece := client.recv(4_096):
                        answer += piece
                    failed += not answer.endswith(b"\x81\x01x\x88\x02\x03\xe8")
            return failed

        some(3_000)
        figures = Figures(server)
        start = time.monotonic()
        children = []
        for _ in range(2):
            child = os.fork()
            if child == 0:
                try:
                    os._exit(min(some(25_000), 100))
                except BaseException:
                    os._exit(101)
            children.append(child)
        failed = sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
        took = time.monotonic() - start
        wait_until(lambda: server.descriptors() <= figures.descriptors)
        grown = server.memory() - figures.memory
        each = (server.cpu() - figures.cpu) / 50
        words = f"50,000 at {50_000 / took:.0f}/s, {failed} failed, {each:.3f} ms CPU each; {figures}"
        print("      peers: ws 8.11 0.13-0.17 ms CPU each, websockets 17.4 0.28 ms")
        return verdict("churn", failed == 0 and grown < 2 and server.descriptors() <= figures.descriptors, words)


def idle():
    """10,000 idle WebSockets after one message each."""
    count = min(10_000, raise_descriptors() // 2 - 300)
    with Server("echo") as server:
        warm = [server.web_socket() for _ in range(200)]
        figures = Figures(server)
        clients = []
        for _ in range(count):
            client = server.connect()
            client.sendall(handshake())
            clients.append(client)
        for client in clients:
            open_web_socket(client)
            client.sendall(frame(1, b"x"))
        for client in clients:
            exactly(client, 3)
        time.sleep(1)
        each = (server.memory() - figures.memory) * 1024 / count
        start = server.cpu()
        time.sleep(3)
        spent = (server.cpu() - start) / 3 * 100
        words = f"{each:.2f} KiB each, {spent:.1f} % CPU while idle; {figures}"
        print("      peers: ws 8.11 20 KiB each, websockets 17.4 27 KiB")
        passed = verdict(f"{count:,} idle WebSockets", each < 4 and spent < 5, words)
        for client in clients + warm:
            reset(client)
    return passed


if __name__ == "__main__":
    leave((slowloris, descriptors, churn, idle))
