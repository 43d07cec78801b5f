"""What the drills share: a server to torment, clients on loopback, and figures."""

import base64
import contextlib
import json
import os
import resource
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SERVER = os.environ.get("SERVER", str(Path(__file__).resolve().parents[2] / ".build/release/wayleave-interop-server"))
RST = struct.pack("ii", 1, 0)


class Server:
    """The interop server in a process of its own, and what the kernel says of it."""

    def __init__(self, profile, *arguments, loops=1, before=None):
        self.port = free_port()
        said = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [SERVER, "--profile", profile, "--port", str(self.port), "--loops", str(loops), *arguments],
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("VERBOSE") else said,
            preexec_fn=before,
        )
        if b"listening" not in self.process.stdout.readline():
            said.seek(0)
            raise SystemExit(f"{SERVER} did not start: {said.read().decode()}")

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

    def web_socket(self, timeout=5.0, receive_buffer=None, extensions=None):
        client = socket.socket()
        if receive_buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        client.settimeout(timeout)
        client.connect(("127.0.0.1", self.port))
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.sendall(handshake(extensions))
        open_web_socket(client)
        return client

    def serves(self):
        """Whether a new client still gets an echo."""
        try:
            with self.web_socket() as client:
                client.sendall(frame(1, b"still there?"))
                return exactly(client, 14)[2:] == b"still there?"
        except OSError:
            return False


class Figures:
    """What a drill costs a server: from its start to when it is read."""

    def __init__(self, server):
        self.server = server
        self.memory, self.descriptors, self.cpu = server.memory(), server.descriptors(), server.cpu()

    def grown(self):
        """How far resident memory ever rose above where it was, in MiB."""
        return self.server.peak() - self.memory

    def __str__(self):
        server = self.server
        return (
            f"RSS {self.memory:.1f} -> {server.memory():.1f} MiB (peak {server.peak():.1f}), "
            f"descriptors {self.descriptors} -> {server.descriptors()}, CPU {server.cpu() - self.cpu:.2f} s"
        )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def handshake(extensions=None):
    key = base64.b64encode(os.urandom(16)).decode()
    offer = f"Sec-WebSocket-Extensions: {extensions}\r\n" if extensions else ""
    return (
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{offer}\r\n"
    ).encode()


def open_web_socket(client):
    """Reads the head of the answer, and not an octet more."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        seen = client.recv(4_096, socket.MSG_PEEK)
        if not seen:
            raise OSError("the handshake was not answered")
        end = seen.find(b"\r\n\r\n")
        # An end that lies across two packets is found octet by octet.
        head += client.recv(end + 4 if end >= 0 else max(1, len(seen) - 3))
    if b" 101 " not in head:
        raise OSError(head)
    return head


def frame(opcode, payload=b"", final=True, compressed=False):
    """A masked frame; the key is zero, so the payload stands as it is."""
    head = bytes([(0x80 if final else 0) | (0x40 if compressed else 0) | opcode])
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


def closing_code(client):
    """The code of the close frame that comes next, 0 where the connection ends without one."""
    try:
        first, length = exactly(client, 2)
        payload = exactly(client, length & 0x7F)
        return int.from_bytes(payload[:2], "big") if first == 0x88 else -1
    except OSError:
        return 0


def raise_descriptors():
    """Allows this process, and what it starts, all the descriptors it may have; returns how many."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


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


def leave(drills):
    """Runs the drills, or those whose names begin with a word of the command line, and ends with the verdict."""
    wanted = sys.argv[1:]
    chosen = [drill for drill in drills if not wanted or any(drill.__name__.startswith(word) for word in wanted)]
    results = []
    for drill in chosen:
        start = time.monotonic()
        try:
            results.append(drill())
        except (OSError, threading.BrokenBarrierError) as error:
            results.append(verdict(drill.__name__, False, f"{error!r}"))
        print(f"      {time.monotonic() - start:.1f} s", flush=True)
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if all(results) else 1)


def wait_until(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


# The others' bound is what a busy machine may add; an unbounded piece of work on the loop shows as seconds.
OTHERS_P99_SECONDS = 0.5


class Others:
    """Ordinary clients in a process of their own, which `script` runs for `--others PORT …`; afterwards `p99` is what they saw, in seconds."""

    def __init__(self, script, server, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, script, "--others", str(server.port), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        said = json.loads(self.process.communicate("end", timeout=60)[0])
        self.calls, self.wrong = len(said["latencies"]), said["wrong"]
        self.p99, self.most = percentile(said["latencies"], 0.99), max(said["latencies"])
        self.are_well = self.calls > 0 and not self.wrong and self.p99 < OTHERS_P99_SECONDS

    def __str__(self):
        return f"others: {self.calls} calls, {self.wrong} wrong, p99 {self.p99 * 1_000:.1f} ms, most {self.most * 1_000:.0f} ms"


def request(port, method, target, body=b"", fields=""):
    """One request on a connection of its own: status and body."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        head = f"{method} {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {len(body)}\r\n{fields}\r\n"
        answer = b""
        with contextlib.suppress(ConnectionError):
            client.sendall(head.encode() + body)
            while piece := client.recv(65_536):
                answer += piece
        head, _, rest = answer.partition(b"\r\n\r\n")
        return int(head.split(b" ")[1]) if head else 0, rest
