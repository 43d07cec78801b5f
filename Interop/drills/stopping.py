#!/usr/bin/env python3
"""A server that is stopped while it works: nothing that was begun is cut."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time

from drill import Figures, Server, closing_code, exactly, frame, free_port, handshake, leave, verdict

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


RULES = '{"server": {"origins": ["https://%s.test"]}}'


def policies():
    """The policy is replaced forty times under load (SIGHUP): no connection is closed, and the last one is in force."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:

        def write(name):
            file.seek(0)
            file.write(RULES % name)
            file.truncate()
            file.flush()

        write("a")
        with Server("echo", "--policies", file.name, loops=2) as server:
            sockets = [server.web_socket() for _ in range(100)]
            load = Load(server, clients=8)
            figures = Figures(server)
            for turn in range(40):
                write("ab"[turn % 2])
                server.process.send_signal(signal.SIGHUP)
                time.sleep(0.05)
            time.sleep(0.5)
            allowed = [is_allowed(server, name) for name in "ab"]
            load.done = True
            load.join()
            return judge("policy reload under load", load, sockets, allowed == [False, True], f"the last policy in force: {allowed == [False, True]}; {figures}")


def make_certificate(directory, name):
    """A certificate for localhost that signed itself; returns its files."""
    chain, key = (os.path.join(directory, f"{name}.{kind}") for kind in ("pem", "key"))
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"]
    subprocess.run([*command, "-subj", f"/CN={name}", "-keyout", key, "-out", chain], check=True, capture_output=True)
    return chain, key


class SecureClients:
    """Connects to a port of https."""

    def __init__(self, port):
        self.port = port
        self.context = ssl.create_default_context()
        self.context.check_hostname = False
        self.context.verify_mode = ssl.CERT_NONE

    def connect(self, timeout=5.0):
        client = self.context.wrap_socket(socket.create_connection(("127.0.0.1", self.port), timeout=timeout))
        # The tickets of TLS 1.3 come unasked; a reset at the end would be no finding.
        client.settimeout(timeout)
        return client

    def web_socket(self):
        client = self.connect()
        client.sendall(handshake())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += exactly(client, 1)
        if b" 101 " not in head:
            raise OSError(head)
        return client

    def certificate(self):
        """What a new connection is shown."""
        with self.connect() as client:
            return ssl.DER_cert_to_PEM_cert(client.getpeercert(binary_form=True))


def certificates():
    """Certificate and key are replaced forty times under load (SIGHUP): no connection is closed, and new ones are shown the last."""
    with tempfile.TemporaryDirectory() as directory:
        pairs = [make_certificate(directory, name) for name in ("first", "second")]
        chain, key = (os.path.join(directory, name) for name in ("used.pem", "used.key"))

        def use(pair):
            for source, target in zip(pair, (chain, key)):
                shutil.copy(source, target + ".new")
                os.replace(target + ".new", target)

        use(pairs[0])
        port = free_port()
        with Server("echo", "--tls-port", str(port), "--certificate", chain, "--key", key, loops=2) as server:
            clients = SecureClients(port)
            sockets = [clients.web_socket() for _ in range(100)]
            load = Load(server, clients=4, connect=clients.connect)
            figures = Figures(server)
            for turn in range(40):
                use(pairs[(turn + 1) % 2])
                server.process.send_signal(signal.SIGHUP)
                time.sleep(0.05)
            use(pairs[1])
            server.process.send_signal(signal.SIGHUP)
            time.sleep(0.5)
            with open(pairs[1][0]) as file:
                is_last = clients.certificate() == file.read()
            load.done = True
            load.join()
            return judge("certificate reload under load", load, sockets, is_last, f"the last certificate is shown: {is_last}; {figures}")


def is_allowed(server, name):
    with server.connect() as client:
        client.sendall(f"GET /hello HTTP/1.1\r\nHost: a\r\nOrigin: https://{name}.test\r\n\r\n".encode())
        return f"Access-Control-Allow-Origin: https://{name}.test".encode() in client.recv(4_096)


def judge(name, load, sockets, passed, words):
    """Whether nothing was closed: requests all answered, WebSockets echoing still."""
    echoing = 0
    for client in sockets:
        try:
            client.sendall(frame(1, b"x"))
            echoing += exactly(client, 3) == b"\x81\x01x"
        except OSError:
            pass
    closed = len(load.cut) + load.refused + load.closed + len(sockets) - echoing
    words = f"{load.answered} answered, {echoing}/{len(sockets)} WebSockets echo still, {closed} connections closed; {words}"
    return verdict(name, passed and closed == 0, words)


if __name__ == "__main__":
    leave((drain, policies, certificates))
