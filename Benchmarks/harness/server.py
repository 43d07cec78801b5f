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
