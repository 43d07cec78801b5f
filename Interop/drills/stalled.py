#!/usr/bin/env python3
"""One of 1,000 clients of a hub never reads: the others get their broadcasts as before, it is dropped, and memory stays bounded.

Rounds with and without it take turns, because the machine is noisy: what is compared is the median of the rounds' 99th percentiles. Where they
differ too much, further rounds tell noise from harm.
"""

import contextlib
import select
import socket
import statistics
import time

from drill import Figures, Server, frame, leave, percentile, raise_descriptors, verdict, wait_until
from hub import HubPeer, connections

CROWD = 1_000
BYTES = 8_192
BROADCASTS = 120
PREFILL = 30_000
ROUNDS = 5
MOST_ROUNDS = 20
SLACK = 1.10


class Crowd:
    """Clients that read what they are sent, counting bytes: each broadcast is a frame of the same size."""

    def __init__(self, port):
        self.port = port
        self.peers = [member(port) for _ in range(CROWD)]
        self.poll = select.epoll()
        self.by_descriptor = {}
        for peer in self.peers:
            peer.socket.setblocking(False)
            self.poll.register(peer.socket.fileno(), select.EPOLLIN)
            self.by_descriptor[peer.socket.fileno()] = peer.socket
        self.buffer = bytearray(1 << 18)
        self.record = b""

    def round(self, broadcasts):
        """Seconds from each broadcast's sending to its arrival at each client, sorted out by nobody."""
        caller = self.peers[0]
        sent = caller.speech.call(None, "Tell", "crowd", "x" * BYTES)
        text = b'{"type":1,"target":"Told","arguments":["' + b"x" * BYTES + b'"]}\x1e'
        size = len(text) + 4
        latencies = []
        recv, buffer = socket.socket.recv_into, self.buffer
        for _ in range(broadcasts):
            left = dict.fromkeys(self.by_descriptor, size)
            start = time.perf_counter()
            caller.socket.send(frame(1, sent))
            while left:
                events = self.poll.poll(10)
                if not events:
                    raise OSError(f"{len(left)} clients did not get a broadcast within 10 s")
                for descriptor, _ in events:
                    count = recv(self.by_descriptor[descriptor], buffer)
                    if not count:
                        raise OSError("a client that reads was dropped")
                    missing = left.get(descriptor)
                    if missing is None:  # a ping
                        continue
                    if missing <= count:
                        latencies.append(time.perf_counter() - start)
                        del left[descriptor]
                    else:
                        left[descriptor] = missing - count
        return latencies

    def close(self):
        for peer in self.peers:
            peer.__exit__()


def member(port, receive_buffer=None):
    peer = HubPeer(port, "/groups", receive_buffer=receive_buffer)
    peer.answer("Join", "crowd")
    return peer


class Sleeper:
    """A client that never reads; `fill` sends it so much that the kernel takes no more, and a part of what the server keeps for it waits there."""

    def __init__(self, port):
        self.port = port
        self.peer = member(port, receive_buffer=4_096)
        self.id = self.peer.answer("Id")["result"]
        self.filler = HubPeer(port, "/groups")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.peer.__exit__()
        self.filler.__exit__()

    def fill(self, messages):
        """Returns after how many messages it was dropped, at most that many."""
        for sent in range(messages):
            self.filler.call(None, "TellClient", self.id, "x" * PREFILL)
            if sent % 8 == 7:
                self.filler.answer("Id")
                if messages > 1_000 and connections(self.port) < CROWD + 2:
                    return sent
        self.filler.answer("Id")
        return messages


def is_dropped(peer):
    """Whether its connection was reset: what the kernel holds for it is still there to be read."""
    peer.socket.settimeout(5)
    with contextlib.suppress(TimeoutError, ConnectionError):
        while peer.socket.recv(1 << 16):
            pass
        return True
    try:
        return peer.socket.recv(1) == b""
    except ConnectionError:
        return True
    except TimeoutError:
        return False


def stalled():
    raise_descriptors()
    with Server("signalr", loops=1) as server:
        crowd = Crowd(server.port)
        crowd.round(20)
        figures = Figures(server)
        with Sleeper(server.port) as sleeper:
            most = sleeper.fill(2_000)
        without, with_one, dropped, early = [], [], 0, 0
        rounds = ROUNDS
        while True:
            while len(with_one) < rounds:
                without.append(percentile(crowd.round(BROADCASTS), 0.99))
                with Sleeper(server.port) as sleeper:
                    # Nearly as much as it can be sent: the rest comes with the broadcasts.
                    sleeper.fill(most - 512 * 1024 // PREFILL)
                    early += connections(server.port) < CROWD + 2
                    with_one.append(percentile(crowd.round(BROADCASTS), 0.99))
                    gone = wait_until(lambda: connections(server.port) == CROWD + 1, 12)
                    dropped += gone and is_dropped(sleeper.peer)
            one, other = statistics.median(without), statistics.median(with_one)
            if other < one * SLACK or rounds >= MOST_ROUNDS or dropped < rounds:
                break
            rounds *= 2
        grown = figures.grown()
        crowd.close()
        words = (
            f"p99 of a delivery {one * 1e3:.2f} ms without, {other * 1e3:.2f} ms with ({(other / one - 1) * 100:+.1f} %), medians of {rounds} rounds "
            f"of {BROADCASTS} × {CROWD} deliveries each (without {', '.join(f'{each * 1e3:.1f}' for each in without)}; "
            f"with {', '.join(f'{each * 1e3:.1f}' for each in with_one)}); {dropped} of {rounds} dropped, "
            f"{early} of them before the round, after {most * PREFILL / (1 << 20):.1f} MiB; peak {grown:+.1f} MiB; {figures}"
        )
        return verdict("one of 1,000 does not read", other < one * SLACK and dropped == rounds and not early and grown < 48, words)


if __name__ == "__main__":
    leave((stalled,))
