"""python-socketio with its MessagePack serializer, against the interop server's profile `msgpack`."""

import pathlib
import subprocess
import threading

import pytest
import socketio

from demo import BINARY, eventually

SERVER = pathlib.Path(BINARY).with_name("wayleave-interop-server")
TRANSPORTS = {"polling only": ["polling"], "WebSocket only": ["websocket"], "upgrading": ["polling", "websocket"]}
VALUES = [1, -200, 3.5, "text ✓", None, True, [1, [2]], {"a": {"b": b"\x00\xff"}}, b"", bytes(range(256)) * 200]


@pytest.fixture(scope="module")
def address():
    process = subprocess.Popen([SERVER, "--profile", "msgpack", "--port", "0"], stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    yield "http://" + line.split("listening on ")[1].split(" ")[0].split("//")[-1]
    process.terminate()
    assert process.wait(timeout=10) == 0


@pytest.fixture
def client():
    client = socketio.Client(reconnection=False, serializer="msgpack")
    client.auth = []
    client.on("auth", client.auth.append)
    client.on("auth", client.auth.append, namespace="/custom")
    yield client
    leaving = threading.Thread(target=client.disconnect, daemon=True)
    leaving.start()
    leaving.join(timeout=2)


@pytest.mark.parametrize("transports", TRANSPORTS.values(), ids=TRANSPORTS)
def test_events_acknowledgements_and_binary_both_ways(address, client, transports):
    heard = []
    client.on("message-back", lambda *values: heard.append(list(values)))
    client.connect(address, auth={"token": b"123"}, transports=transports, namespaces=["/", "/custom"], wait_timeout=10)
    assert list(client.call("message-with-ack", tuple(VALUES), timeout=10)) == VALUES
    client.emit("message", tuple(VALUES))
    eventually(lambda: heard == [VALUES], lambda: heard)
    eventually(lambda: client.auth == [{"token": b"123"}] * 2, lambda: client.auth)


def test_a_refused_namespace_says_why(address, client):
    reasons = []
    client.on("connect_error", reasons.append, namespace="/none")
    with pytest.raises(socketio.exceptions.ConnectionError, match="/none"):
        client.connect(address, transports=["websocket"], namespaces=["/none"], wait_timeout=10)
    assert reasons == [{"message": "Invalid namespace"}]


def test_a_client_with_the_ordinary_parser_is_sent_away(address):
    client = socketio.Client(reconnection=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(address, transports=["websocket"], wait_timeout=2)
