"""What is measured, against whom, and what is expected of it."""

from dataclasses import dataclass, field

from . import peers
from .server import ServerKind

SOCKETIO_PATH = "/socket.io/?EIO=4&transport=websocket"


@dataclass(frozen=True)
class Expectation:
    """A bound on the ratio of our figure to a peer's: `rate` from below, `cpu` (per operation) from above."""

    peer: ServerKind
    figure: str
    bound: float

    def is_met(self, ratio):
        return ratio >= self.bound if self.figure == "rate" else ratio <= self.bound


@dataclass(frozen=True)
class Scenario:
    """One kind of traffic, sent to our server and to its peers."""

    group: str
    key: str
    title: str
    operation: str  # what one operation is called in the table
    peers: list
    mode: str  # a mode of the load generator, or "wrk"
    path: str
    arguments: list = field(default_factory=list)
    expectations: list = field(default_factory=list)
    idle: bool = False  # connections opened and held, once, instead of rounds
    tls: bool = False
    loops: int = 1
    idle_limit: int | None = None  # idle: expected at most these bytes a connection


def websocket(size, depth, connections, ws_rate):
    name, key = (f"{size // 1024} KiB", f"{size // 1024}k") if size >= 1024 else (f"{size} B", str(size))
    return Scenario(
        "ws", f"ws-{key}-d{depth}", f"WebSocket echo, {name}, depth {depth}, {connections} connections", "echo",
        [peers.UWEBSOCKETS, peers.WS], "ws", "/echo", ["--connections", connections, "--depth", depth, "--size", size],
        [Expectation(peers.UWEBSOCKETS, "rate", 0.97)] + ([Expectation(peers.WS, "rate", ws_rate)] if ws_rate else []))


def tls_echo(size, depth, connections):
    name, key = (f"{size // 1024} KiB", f"{size // 1024}k") if size >= 1024 else (f"{size} B", str(size))
    return Scenario(
        "tls", f"tls-{key}-d{depth}", f"WebSocket echo over TLS, {name}, depth {depth}, {connections} connections", "echo",
        [peers.UWEBSOCKETS_TLS], "ws", "/echo", ["--connections", connections, "--depth", depth, "--size", size, "--tls"],
        [Expectation(peers.UWEBSOCKETS_TLS, "rate", 0.98)], tls=True)


def socketio(key, mode, title, operation, rate, *arguments):
    return Scenario(
        "socketio", key, title, operation, [peers.REFERENCE, peers.PYTHON_SOCKETIO], mode, SOCKETIO_PATH, list(arguments),
        [Expectation(peers.REFERENCE, "rate", rate)])


def signalr(key, mode, title, operation, *arguments):
    return Scenario(
        "signalr", key, title, operation, [peers.AIOSIGNALR], mode, "/hub", list(arguments), [Expectation(peers.AIOSIGNALR, "cpu", 0.1)])


SCENARIOS = [
    Scenario(
        "http", "http", "HTTP GET /hello, 64 connections, wrk", "request", [peers.NGINX, peers.UWEBSOCKETS], "wrk", "/hello", [64],
        [Expectation(peers.NGINX, "rate", 1.0), Expectation(peers.NGINX, "cpu", 0.9)]),
    Scenario(
        "http", "http-pipelined", "HTTP GET /hello, pipelined 16 deep, 64 connections", "request", [peers.NGINX, peers.UWEBSOCKETS],
        "http", "/hello", ["--connections", 64, "--depth", 16],
        [Expectation(peers.NGINX, "rate", 5.0), Expectation(peers.NGINX, "cpu", 0.9)]),
    Scenario(
        "http", "preflight", "CORS preflight, 64 connections; nginx answers a bare 204", "request", [peers.NGINX], "preflight",
        "/preflight", ["--connections", 64, "--origin", "https://app.example"], [Expectation(peers.NGINX, "rate", 1.0)]),
    websocket(20, 1, 100, 2.0),
    websocket(20, 16, 50, 15.0),
    websocket(1024, 1, 100, 2.0),
    websocket(1024, 16, 50, None),
    websocket(16384, 1, 50, 2.0),
    websocket(16384, 16, 20, None),
    Scenario(
        "fanout", "ws-fanout", "Broadcast of 64 B to 5,000 WebSockets, 1 in flight", "delivery", [peers.UWEBSOCKETS], "ws-fanout",
        "/broadcast", ["--connections", 5000, "--size", 64], [Expectation(peers.UWEBSOCKETS, "rate", 0.97)]),
    Scenario(
        "fanout", "ws-fanout-16", "Broadcast of 64 B to 5,000 WebSockets, 16 in flight", "delivery", [peers.UWEBSOCKETS], "ws-fanout",
        "/broadcast", ["--connections", 5000, "--size", 64, "--depth", 16], [Expectation(peers.UWEBSOCKETS, "rate", 0.97)]),
    tls_echo(20, 1, 100),
    tls_echo(20, 16, 50),
    tls_echo(1024, 1, 100),
    tls_echo(16384, 1, 50),
    socketio(
        "socketio-ack", "sio-ack", "Socket.IO echo with acknowledgement, 32 B, 200 connections", "echo", 4.0, "--connections", 200,
        "--size", 32),
    socketio(
        "socketio-fanout", "sio-fanout", "Socket.IO fan-out to 1,000 connections, 32 B, 2 in flight", "delivery", 2.0, "--connections", 1000,
        "--size", 32, "--depth", 2),
    socketio("socketio-connect", "sio-connect", "Socket.IO connect over WebSocket, 64 in flight", "connect", 5.0, "--connections", 64),
    signalr("signalr-call", "sr-call", "SignalR call, JSON, 32 B, 200 connections", "call", "--connections", 200, "--size", 32),
    signalr(
        "signalr-call-d16", "sr-call", "SignalR call, JSON, 32 B, 16 at a time on 50 connections", "call", "--connections", 50, "--depth", 16,
        "--size", 32),
    signalr(
        "signalr-call-packed", "sr-call", "SignalR call, MessagePack, 32 B, 200 connections", "call", "--connections", 200, "--size", 32,
        "--binary"),
    signalr(
        "signalr-fanout", "sr-fanout", "SignalR broadcast to 1,000 connections, JSON, 32 B, 2 in flight", "delivery", "--connections", 1000,
        "--size", 32, "--depth", 2),
    Scenario(
        "memory", "idle-signalr", "Idle SignalR connections, 10,000", "connection", [peers.AIOSIGNALR], "idle-sr", "/hub",
        ["--connections", 10_000], idle=True, idle_limit=2048),
    Scenario(
        "memory", "idle-ws", "Idle WebSockets, 10,000", "connection", [peers.UWEBSOCKETS, peers.WS], "idle-ws", "/echo",
        ["--connections", 10_000], idle=True, idle_limit=1024),
    Scenario(
        "memory", "idle-tls", "Idle WebSockets over TLS, 2,000", "connection", [peers.UWEBSOCKETS_TLS], "idle-ws", "/echo",
        ["--connections", 2000, "--tls"], idle=True, tls=True, idle_limit=20 * 1024),
    Scenario(
        "memory", "idle-socketio", "Idle Socket.IO connections, 2,000", "connection", [peers.REFERENCE, peers.PYTHON_SOCKETIO], "idle-sio",
        SOCKETIO_PATH, ["--connections", 2000], idle=True, idle_limit=2048),
    Scenario(
        "loops", "ws-two-loops", "WebSocket echo, 20 B, 100 connections, two loops on the one core", "echo", [peers.WAYLEAVE_ONE_LOOP],
        "ws", "/echo", ["--connections", 100], [Expectation(peers.WAYLEAVE_ONE_LOOP, "cpu", 1.05)], loops=2),
]
GROUPS = list(dict.fromkeys(scenario.group for scenario in SCENARIOS))
