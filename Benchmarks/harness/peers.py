"""Our server and its peers: how each is built and started, and why it cannot be."""

import os
import subprocess
from pathlib import Path

from . import tools
from .server import ServerKind

UWEBSOCKETS_DIRECTORY = os.environ.get("UWEBSOCKETS")
SOCKETIO_MODULES = os.environ.get("SOCKETIO")


def wayleave(executable, name="wayleave", loops=1, tls=False):
    """Our server; over TLS it also listens on a plain port, which nobody uses."""
    executable = Path(executable)
    shown = os.path.relpath(executable, tools.PROJECT) if executable.is_relative_to(tools.PROJECT) else executable
    hint = f"{shown} not found: swift build -c release --product wayleave-interop-server"

    def command(port, _):
        arguments = [executable, "--profile", "bench", "--loops", loops]
        return arguments + (["--port", 0, "--tls-port", port, *tls_arguments()] if tls else ["--port", port])

    return ServerKind(name, command, lambda: None if executable.exists() else hint)


def tls_arguments():
    certificate, key = tools.certificate()
    return ["--certificate", certificate, "--key", key]


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


def missing_aiosignalr():
    if not tools.PYTHON.exists():
        return "the project's .venv not found: Scripts/setup bench"
    if subprocess.run([tools.PYTHON, "-c", "import aiosignalr.server, uvloop"], capture_output=True).returncode != 0:
        return "aiosignalr (or uvloop) not found in .venv: Scripts/setup bench"
    return None


def missing_reference():
    if not SOCKETIO_MODULES:
        return "the comparison with the reference server is skipped: say SOCKETIO=DIRECTORY, a node_modules with socket.io in it"
    if not Path(SOCKETIO_MODULES, "socket.io/package.json").exists():
        return f"SOCKETIO={SOCKETIO_MODULES} is no node_modules with socket.io in it"
    return tools.missing_program("node")


def missing_uwebsockets():
    if not UWEBSOCKETS_DIRECTORY:
        return "the comparison with uWebSockets is skipped: say UWEBSOCKETS=DIRECTORY, a checkout of it with its submodule uSockets"
    for part in ("src/App.h", "uSockets/src/libusockets.h"):
        if not Path(UWEBSOCKETS_DIRECTORY, part).exists():
            return f"UWEBSOCKETS={UWEBSOCKETS_DIRECTORY} is no checkout of uWebSockets with its submodule uSockets: {part} is not there"
    return tools.missing_program("g++")


def build_uwebsockets(tls, optimisation=("-O3", "-march=native", "-flto")):
    """Compiles peers/uwebsockets.cpp with the library's sources, fully optimised for this machine; returns the executable."""
    source, root = tools.BENCHMARKS / "peers" / "uwebsockets.cpp", Path(UWEBSOCKETS_DIRECTORY).resolve()
    executable = tools.BUILD / ("uwebsockets-tls" if tls else "uwebsockets")
    if executable.exists() and executable.stat().st_mtime > source.stat().st_mtime:
        return executable
    tools.BUILD.mkdir(parents=True, exist_ok=True)
    flags = [*optimisation, "-w", "-DUWS_NO_ZLIB", *(["-DLIBUS_USE_OPENSSL", "-DENCRYPTED"] if tls else ["-DLIBUS_NO_SSL"])]
    flags += [f"-I{root / 'uSockets/src'}", f"-I{root / 'src'}"]
    objects = []
    sources = [file for part in ("", "eventing", "crypto") for file in sorted((root / "uSockets/src" / part).glob("*.c"))]
    sources += [root / "uSockets/src/crypto/sni_tree.cpp"] if tls else []
    for file in [*sources, source]:
        objects.append(tools.BUILD / f"{executable.name}-{file.stem}.o")
        compiler = ["gcc", "-std=c11"] if file.suffix == ".c" else ["g++", "-std=c++20"]
        tools.compile([*compiler, *flags, "-c", file, "-o", objects[-1]], "uWebSockets")
    tools.compile(["g++", *flags, *objects, "-o", executable, *(["-lssl", "-lcrypto"] if tls else [])], "uWebSockets")
    return executable


NGINX = ServerKind("nginx", nginx_command, lambda: tools.missing_program("nginx"))
WS = ServerKind(
    "ws", lambda port, _: ["node", tools.BENCHMARKS / "peers" / "websocket_echo.js", port], missing_ws,
    {"NODE_PATH": os.environ.get("NODE_PATH", tools.NODE_MODULES)})
PYTHON_SOCKETIO = ServerKind(
    "python-socketio", lambda port, _: [tools.PYTHON, tools.BENCHMARKS / "peers" / "socketio_echo.py", port], missing_python_socketio)
AIOSIGNALR = ServerKind(
    "aiosignalr", lambda port, _: [tools.PYTHON, tools.BENCHMARKS / "peers" / "signalr_echo.py", port], missing_aiosignalr)
REFERENCE = ServerKind(
    "socket.io", lambda port, _: ["node", tools.BENCHMARKS / "peers" / "socketio_reference.js", port], missing_reference,
    {"NODE_PATH": f"{SOCKETIO_MODULES}:{os.environ.get('NODE_PATH', tools.NODE_MODULES)}"})
UWEBSOCKETS = ServerKind("uWebSockets", lambda port, _: [build_uwebsockets(tls=False), port], missing_uwebsockets)
UWEBSOCKETS_TLS = ServerKind(
    "uWebSockets", lambda port, _: [build_uwebsockets(tls=True), port, *tools.certificate()], missing_uwebsockets)
WAYLEAVE_ONE_LOOP = wayleave(os.environ.get("WAYLEAVE_SERVER", tools.SERVER), "one loop")
