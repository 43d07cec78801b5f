"""What is measured."""

from dataclasses import dataclass, field

from . import server
from .server import ServerKind

SOCKETIO_PATH = "/socket.io/?EIO=4&transport=websocket"


@dataclass(frozen=True)
class Scenario:
    """One kind of traffic, sent to our server and to one peer."""

    group: str
    key: str
    title: str
    operation: str  # what one operation is called in the table
    peer: ServerKind
    mode: str  # a mode of the load generator, or "wrk"
    path: str
    arguments: list = field(default_factory=list)
    cpu_limit: float | None = None  # expected: CPU per operation at most this times the peer's
    idle: bool = False  # connections opened and held, once, instead of rounds


def websocket(key, size, depth, connections, *extra):
    name = f"{size // 1024} KiB" if size >= 1024 else f"{size} B"
    return Scenario(
        "ws", key, f"WebSocket echo, {name}, depth {depth}, {connections} connections", "echo", server.WS, "ws", "/echo",
        ["--connections", connections, "--depth", depth, "--size", size, *extra], 0.5)


def socketio(key, mode, title, operation, *arguments):
    return Scenario("socketio", key, title, operation, server.PYTHON_SOCKETIO, mode, SOCKETIO_PATH, list(arguments))


SCENARIOS = [
    Scenario("http", "http", "HTTP GET /hello, 64 connections, wrk", "request", server.NGINX, "wrk", "/hello", [64], 1.0),
    Scenario(
        "http", "http-pipelined", "HTTP GET /hello, pipelined 16 deep, 64 connections", "request", server.NGINX, "http", "/hello",
        ["--connections", 64, "--depth", 16], 1.0),
    websocket("ws-20-d1", 20, 1, 100),
    websocket("ws-20-d16", 20, 16, 50),
    websocket("ws-1k-d1", 1024, 1, 100),
    socketio(
        "socketio-ack", "sio-ack", "Socket.IO echo with acknowledgement, 32 B, 200 connections", "echo", "--connections", 200,
        "--size", 32),
    socketio(
        "socketio-fanout", "sio-fanout", "Socket.IO fan-out to 500 connections, 32 B, 2 in flight", "delivery", "--connections", 500,
        "--size", 32, "--depth", 2),
    socketio("socketio-connect", "sio-connect", "Socket.IO connect over WebSocket, 64 in flight", "connect", "--connections", 64),
    Scenario(
        "memory", "idle-ws", "Idle WebSockets, 5000", "connection", server.WS, "idle-ws", "/echo", ["--connections", 5000], idle=True),
    Scenario(
        "memory", "idle-socketio", "Idle Socket.IO connections, 2000", "connection", server.PYTHON_SOCKETIO, "idle-sio", SOCKETIO_PATH,
        ["--connections", 2000], idle=True),
]
GROUPS = list(dict.fromkeys(scenario.group for scenario in SCENARIOS))
