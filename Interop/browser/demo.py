"""`wayleave demo` as the tests run it: on free ports, ended by its own process id."""

import os
import pathlib
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = ROOT / os.environ.get("WAYLEAVE", ".build/debug/wayleave")
CLIENT_DIRECTORY = ROOT / ".cache" / "client"
START_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*arguments: str, timeout: float = 10) -> subprocess.CompletedProcess:
    """Runs the command until it ends by itself."""
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL)


def eventually(holds, found, seconds=5):
    """The Python client hears on a thread of its own, which a busy machine may let wait."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, found()
        time.sleep(0.01)


class Demo:
    """One running demo: its four ports, and the origins they make."""

    def __init__(self, *arguments: str):
        self.port, self.allowed_port, self.refused_port, self.broken_port = (free_port() for _ in range(4))
        self.api = f"http://localhost:{self.port}"
        self.allowed = f"http://localhost:{self.allowed_port}"
        self.refused = f"http://localhost:{self.refused_port}"
        self.broken = f"http://localhost:{self.broken_port}"
        command = [
            BINARY, "demo", "--port", str(self.port), "--allowed-port", str(self.allowed_port), "--refused-port", str(self.refused_port),
            "--broken-port", str(self.broken_port), "--client-directory", str(CLIENT_DIRECTORY), *arguments,
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL)
        self.wait_until_it_listens()

    def wait_until_it_listens(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        for port in (self.port, self.allowed_port, self.refused_port, self.broken_port):
            while True:
                try:
                    socket.create_connection(("localhost", port), timeout=1).close()
                    break
                except OSError:
                    if self.process.poll() is not None:
                        raise RuntimeError(f"the demo ended at once with {self.process.returncode}: {self.process.stdout.read()}")
                    if time.monotonic() > deadline:
                        self.stop()
                        raise RuntimeError(f"the demo did not listen on {port} within {START_SECONDS} s")
                    time.sleep(0.05)

    def stop(self) -> str:
        """Asks the process to end and returns what it printed."""
        self.process.terminate()
        try:
            return self.process.communicate(timeout=10)[0]
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
