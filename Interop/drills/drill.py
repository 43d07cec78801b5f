"""What the drills share: a server to torment, clients on loopback, and figures."""

import base64
import os
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

SERVER = os.environ.get("SERVER", str(Path(__file__).resolve().parents[2] / ".build/release/wayleave-interop-server"))
RST = struct.pack("ii", 1, 0)


class Server:
    """The interop server in a process of its own, and what the kernel says of it."""

    def __init__(self, profile, *, loops=1, before=None):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [SERVER, "--profile", profile, "--port", str(self.port), "--loops", str(loops)],
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("VERBOSE") else subprocess.DEVNULL,
            preexec_fn=before,
        )
        if b"listening" not in self.process.stdout.readline():
            raise SystemExit(f"{SERVER} did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def _status(self, key):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(key)) / 1024

    def memory(self):
        """Resident memory in MiB."""
        return self._status("VmRSS")

    def peak(self):
        """The most resident memory so far, in MiB."""
        return self._status("VmHWM")

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu(self):
        """Seconds of processor time so far."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def connect(self, timeout=5.0):
        client = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return client

    def web_socket(self, timeout=5.0, receive_buffer=None):
        client = socket.socket()
        if receive_buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        client.settimeout(timeout)
        client.connect(("127.0.0.1", self.port))
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.sendall(handshake())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            piece = client.recv(1)
            if not piece:
                raise OSError("the handshake was not answered")
            head += piece
        if b" 101 " not in head:
            raise OSError(head)
        return client

    def serves(self):
        """Whether a new client still gets an echo."""
        try:
            with self.web_socket() as client:
                client.sendall(frame(1, b"still there?"))
                return exactly(client, 14)[2:] == b"still there?"
        except OSError:
            return False


def handshake():
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
    ).encode()


def frame(opcode, payload=b"", final=True):
    """A masked frame; the key is zero, so the payload stands as it is."""
    head = bytes([(0x80 if final else 0) | opcode])
    n = len(payload)
    if n < 126:
        head += bytes([0x80 | n])
    elif n < 65_536:
        head += bytes([0xFE]) + n.to_bytes(2, "big")
    else:
        head += bytes([0xFF]) + n.to_bytes(8, "big")
    return head + bytes(4) + payload


def exactly(client, count):
    data = b""
    while len(data) < count:
        piece = client.recv(min(count - len(data), 1 << 20))
        if not piece:
            raise OSError(f"the end came after {len(data)} of {count} bytes")
        data += piece
    return data


def reset(client):
    """Closes with RST instead of FIN."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST)
    client.close()


def flood(client, block, limit, patience=1.0):
    """Sends `block` again and again until the peer stops taking it, closes, or `limit` bytes are out; returns the bytes sent."""
    client.settimeout(patience)
    sent = 0
    try:
        while sent < limit:
            sent += client.send(block)
    except OSError:
        pass
    return sent


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def verdict(name, passed, figures):
    print(f"{'pass' if passed else 'FAIL'}  {name}: {figures}", flush=True)
    return passed


def leave(results):
    results = list(results)
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if all(results) else 1)


def wait_until(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()
