"""Servers under test: what starts each, and a running one."""

import ctypes
import os
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from . import tools


@dataclass(frozen=True)
class ServerKind:
    """A server program: its name in tables, its command line, and why it cannot run here (None when it can)."""

    name: str
    command: Callable[[int, Path], list]
    missing: Callable[[], str | None]
    environment: dict = field(default_factory=dict)


class Server:
    """A running server, pinned to one core, on a free loopback port; ended when the `with` block ends, or with the runner."""

    START_LIMIT = 30.0  # seconds until it must accept connections
    STOP_LIMIT = 5.0  # seconds from SIGTERM to SIGKILL

    def __init__(self, kind, core, wrapper=(), start_limit=START_LIMIT):
        self.kind, self.core, self.wrapper, self.start_limit = kind, core, list(wrapper), start_limit

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="wayleave-bench-")
        self.port = free_port()
        self.log = open(Path(self.directory.name) / "log", "w+b")
        command = ["taskset", "-c", str(self.core)] + self.wrapper
        command += [str(part) for part in self.kind.command(self.port, Path(self.directory.name))]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, env={**os.environ, **self.kind.environment},
            preexec_fn=die_with_parent)
        try:
            self.wait_until_listening()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        self.log.close()
        self.directory.cleanup()

    @property
    def pid(self):
        return self.process.pid  # taskset and valgrind replace themselves by the server

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(self.STOP_LIMIT if not self.wrapper else 60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def output(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read().decode(errors="replace").strip()[-600:]

    def wait_until_listening(self):
        end = time.monotonic() + self.start_limit
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise tools.BenchmarkError(f"{self.kind.name} ended at its start: {self.output() or self.process.returncode}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise tools.BenchmarkError(f"{self.kind.name} did not listen on port {self.port} within {self.start_limit:.0f} s")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def die_with_parent():
    """A server must not outlive a killed runner (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def wayleave(executable):
    executable = Path(executable)
    shown = os.path.relpath(executable, tools.PROJECT) if executable.is_relative_to(tools.PROJECT) else executable
    hint = f"{shown} not found: swift build -c release --product wayleave-interop-server"
    return ServerKind(
        "wayleave", lambda port, _: [executable, "--profile", "bench", "--port", port, "--loops", 1],
        lambda: None if executable.exists() else hint)


def nginx_command(port, directory):
    configuration = (tools.BENCHMARKS / "peers" / "nginx.conf").read_text().replace("PORT", str(port))
    (directory / "nginx.conf").write_text(configuration)
    return [tools.find("nginx"), "-p", directory, "-c", directory / "nginx.conf", "-e", "stderr"]


def missing_ws():
    if not Path(tools.NODE_MODULES, "ws").exists() and "NODE_PATH" not in os.environ:
        return "Node's ws not found: apt-get install node-ws"
    return tools.missing_program("node")


def missing_python_socketio():
    modules = "socketio, uvicorn, uvloop, httptools, websockets"
    way_out = "Scripts/setup bench"
    if not tools.PYTHON.exists():
        return f"the project's .venv not found: {way_out}"
    if subprocess.run([tools.PYTHON, "-c", f"import {modules}"], capture_output=True).returncode != 0:
        return f"python-socketio (or uvicorn, uvloop, httptools, websockets) not found in .venv: {way_out}"
    return None


NGINX = ServerKind("nginx", nginx_command, lambda: tools.missing_program("nginx"))
WS = ServerKind(
    "ws", lambda port, _: ["node", tools.BENCHMARKS / "peers" / "websocket_echo.js", port], missing_ws,
    {"NODE_PATH": os.environ.get("NODE_PATH", tools.NODE_MODULES)})
PYTHON_SOCKETIO = ServerKind(
    "python-socketio", lambda port, _: [tools.PYTHON, tools.BENCHMARKS / "peers" / "socketio_echo.py", port], missing_python_socketio)
