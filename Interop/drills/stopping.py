#!/usr/bin/env python3
"""A server that is stopped while it works: nothing that was begun is cut."""

import os
import signal
import threading
import time

from drill import Figures, Server, closing_code, frame, exactly, leave, verdict

GET = b"GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"


class Load:
    """Clients that ask again and again over connections kept open, until they are told to stop or the server is gone."""

    def __init__(self, server, clients=32, connect=None):
        self.server, self.connect = server, connect or server.connect
        self.answered, self.cut, self.refused, self.closed = 0, [], 0, 0
        self.done = False
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.run) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self):
        while not self.done:
            try:
                client = self.connect(timeout=3)
            except OSError:
                self.refused += 1
                return
            with client:
                if not self.converse(client):
                    return

    def converse(self, client):
        """Asks until the server says that it closes; returns whether to go on."""
        count = 0
        while not self.done:
            count += 1
            try:
                client.sendall(GET)
                reply = client.recv(4096)
            except OSError:
                reply = b""
            if not reply.endswith(b"Hello, World!"):
                self.cut.append(count)
                return False
            with self.lock:
                self.answered += 1
            if b"Connection: close" in reply:
                self.closed += 1
                return True
        return True

    def join(self):
        for thread in self.threads:
            thread.join()


def drain():
    """SIGTERM under load: every request sent on an open connection is answered whole, WebSockets are told 1001."""
    with Server("echo", loops=2) as server:
        sockets = [server.web_socket(timeout=15) for _ in range(200)]
        load = Load(server)
        time.sleep(1)
        figures = str(Figures(server))
        start = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        codes = []
        ends = []
        for client in sockets:
            codes.append(closing_code(client))
            ends.append(time.monotonic() - start)
            try:
                client.sendall(frame(8, b"\x03\xe9"))
            except OSError:
                pass
        status = server.process.wait(25)
        took = time.monotonic() - start
        load.join()
        # A connection made while the listener closed may be reset: its first request was never read.
        lost = [count for count in load.cut if count > 1]
        words = (
            f"{load.answered} answered, {len(lost)} cut, {len(load.cut) - len(lost)} new connections reset; "
            f"{codes.count(1001)}/200 WebSockets told 1001 within {max(ends):.1f} s; ended {status} in {took:.2f} s; before: {figures}"
        )
        return verdict("drain under load", not lost and status == 0 and codes.count(1001) == 200, words)


if __name__ == "__main__":
    leave((drain,))
