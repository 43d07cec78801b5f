"""Where things are, which programs are there, and how one is told what is missing."""

import os
import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
BENCHMARKS = PROJECT / "Benchmarks"
BUILD = PROJECT / ".build" / "bench"
PYTHON = PROJECT / ".venv" / "bin" / "python3"
SERVER = PROJECT / ".build" / "release" / "wayleave-interop-server"
NODE_MODULES = "/usr/share/nodejs"  # where Debian installs node-ws

PACKAGES = {
    "wrk": "wrk", "nginx": "nginx-light", "node": "nodejs node-ws", "valgrind": "valgrind", "cc": "gcc", "g++": "g++", "taskset": "util-linux",
    "openssl": "openssl",
}


class BenchmarkError(Exception):
    """A measurement that could not be made; the text says why and, where known, the way out."""


def find(program):
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def missing_program(program):
    """None when `program` is there, otherwise a sentence with the way out."""
    return None if find(program) else f"{program} not found: apt-get install {PACKAGES[program]}"


def cores():
    """The core of the servers and the core of the load generators; the same one on a machine that has no second."""
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[min(1, len(allowed) - 1)]


def build_load_generator():
    """Compiles load/*.c into the build directory when a source is newer; returns the executable."""
    problem = missing_program("cc")
    if problem:
        raise BenchmarkError(problem)
    sources = sorted((BENCHMARKS / "load").glob("*.[ch]"))
    executable = BUILD / "load"
    if not executable.exists() or executable.stat().st_mtime < max(source.stat().st_mtime for source in sources):
        BUILD.mkdir(parents=True, exist_ok=True)
        command = ["cc", "-std=c11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Wno-unused-parameter", "-o", executable]
        compile([*command, *(source for source in sources if source.suffix == ".c"), "-lssl", "-lcrypto"], "the load generator")
    return executable


def compile(command, what):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise BenchmarkError(f"{what} does not compile:\n{done.stderr}")


def certificate():
    """A certificate that signed itself and its key (P-256, as most servers have today), made once."""
    certificate, key = BUILD / "certificate.pem", BUILD / "key.pem"
    if not certificate.exists():
        problem = missing_program("openssl")
        if problem:
            raise BenchmarkError(problem)
        BUILD.mkdir(parents=True, exist_ok=True)
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650"]
        command += ["-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate)]
        if subprocess.run(command, capture_output=True).returncode != 0:
            raise BenchmarkError("openssl could not make a certificate")
    return certificate, key
