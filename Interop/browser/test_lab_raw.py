"""What python-socketio cannot show of the interop contract: header fields, refusals, and recovered connections (profile `lab-b`)."""

import json
import time

import pytest
import websocket

from demo import eventually
from lab import TRANSPORTS, Lab, SyncTalker
from raw import request

ORIGIN = "http://app.example"


@pytest.fixture(scope="module", params=["lab-a", "lab-b"])
def either(request):
    running = Lab(request.param)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def lab_b():
    running = Lab("lab-b")
    yield running
    running.stop()


class Raw:
    """A WebSocket that speaks packets, answers pings, and can vanish."""

    def __init__(self, lab, payload=None):
        self.socket = websocket.create_connection(f"ws://127.0.0.1:{lab.port}/socket.io/?EIO=4&transport=websocket", timeout=5)
        assert self.read().startswith("0{")
        self.before = []
        self.socket.send("40" + (json.dumps(payload) if payload else ""))
        while not (packet := self.read()).startswith("40"):
            self.before.append(json.loads(packet[2:]))
        self.session = json.loads(packet[2:])

    def read(self):
        while (packet := self.socket.recv()) == "2":
            self.socket.send("3")
        return packet

    def event(self, name):
        """The next event of that name, which others may precede."""
        while True:
            packet = self.read()
            if packet.startswith("42") and (event := json.loads(packet[2:]))[0] == name:
                return event

    def call(self, name, *arguments):
        self.socket.send("427" + json.dumps([name, *arguments]))
        while not (packet := self.read()).startswith("437"):
            pass
        return json.loads(packet[3:])[0]

    def vanish(self):
        self.socket.shutdown()


def test_header_fields_and_refusals(either):
    answer = request(either.port, "GET", "/socket.io/?EIO=4&transport=polling", {"Origin": ORIGIN})
    assert answer.status == 200 and answer.all("x-initial") == ["1"] and answer.all("x-every") == ["1"]
    assert answer.all("access-control-allow-origin") == ["*"] and not answer.all("access-control-allow-credentials")
    opening = json.loads(answer.body[1:])
    assert (opening["pingInterval"], opening["pingTimeout"], opening["maxPayload"]) == (1000, 1000, 1_000_000)
    assert opening["upgrades"] == ["websocket"] and not answer.all("set-cookie")
    later = request(either.port, "GET", "/socket.io/?EIO=4&transport=polling&sid=unknown")
    assert later.status == 400 and later.all("x-every") == ["1"] and not later.all("x-initial")
    denied = request(either.port, "GET", "/socket.io/?EIO=4&transport=polling", {"x-deny": "1"})
    assert denied.status == 403 and json.loads(denied.body) == {"code": 4, "message": "denied by policy"}
    assert request(either.port, "GET", "/socket.io/socket.io.min.js").status == 200


def test_who_joins_nothing_is_cut_off(either):
    idle = websocket.create_connection(f"ws://127.0.0.1:{either.port}/socket.io/?EIO=4&transport=websocket", timeout=5)
    start = time.monotonic()
    while (packet := idle.recv()) not in ("", "1"):
        if packet == "2":
            idle.send("3")
    assert 0.8 < time.monotonic() - start < 2.5
    idle.close()


def test_how_a_client_left_is_known(either):
    watcher, leaver, vanisher = Raw(either), Raw(either), Raw(either)
    leaver.socket.send("41")
    vanisher.vanish()
    for client, reason in ((leaver, "client namespace disconnect"), (vanisher, "transport close")):
        eventually(lambda: watcher.call("reason", client.session["sid"]) is not None, lambda: reason)
        assert watcher.call("reason", client.session["sid"]) == reason
    watcher.vanish()


def test_browsers_have_a_cookie_and_credentials():
    lab = Lab("lab-browser", "--origin", ORIGIN)
    try:
        answer = request(lab.port, "GET", "/socket.io/?EIO=4&transport=polling", {"Origin": ORIGIN})
        assert answer.all("access-control-allow-origin") == [ORIGIN] and answer.all("access-control-allow-credentials") == ["true"]
        opening = json.loads(answer.body[1:])
        assert (opening["pingInterval"], opening["pingTimeout"]) == (500, 3000)
        [cookie] = answer.all("set-cookie")
        assert cookie == f"io={opening['sid']}; Path=/; HttpOnly; SameSite=Lax"
        preflight = {"Origin": ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "x-custom"}
        asked = request(lab.port, "OPTIONS", "/socket.io/?EIO=4&transport=polling", preflight)
        assert asked.status == 204 and "x-custom" in asked.all("access-control-allow-headers")[0].lower()
    finally:
        lab.stop()


def test_a_connection_is_recovered(lab_b):
    first = Raw(lab_b)
    assert set(first.session) == {"sid", "pid"}
    offset = first.event("auth")[-1]
    assert first.call("join", "kept") == [first.session["sid"], "kept"]
    first.socket.send('42["set-data",{"a":1}]')
    assert first.call("state")["recovered"] is False
    other = SyncTalker(lab_b.address, TRANSPORTS["websocket"])
    first.vanish()
    time.sleep(0.1)
    other.emit("cast", {"rooms": "kept"}, "missed", 1)
    other.emit("cast", {"rooms": "elsewhere"}, "not for you")
    other.emit("cast", {"volatile": True}, "volatile")
    other.emit("cast", {}, "missed", 2)
    other.settle()
    second = Raw(lab_b, {"pid": first.session["pid"], "offset": offset})
    assert second.session == first.session
    assert [event[:-1] for event in second.before] == [["missed", 1], ["missed", 2]]
    state = second.call("state")
    assert state == {"recovered": True, "rooms": [first.session["sid"], "kept"], "data": {"v": {"a": 1}}}
    second.vanish()
    other.leave()


def test_who_stays_away_too_long_or_left_begins_anew(lab_b):
    late = Raw(lab_b)
    left = Raw(lab_b)
    offsets = late.event("auth")[-1], left.event("auth")[-1]
    left.socket.send("41")
    late.vanish()
    left.vanish()
    again = Raw(lab_b, {"pid": left.session["pid"], "offset": offsets[1]})
    assert again.session["sid"] != left.session["sid"] and again.call("state")["recovered"] is False
    time.sleep(2.2)
    other = Raw(lab_b, {"pid": late.session["pid"], "offset": offsets[0]})
    assert other.session["sid"] != late.session["sid"] and other.call("state")["recovered"] is False
    other.vanish()
    again.vanish()


@pytest.mark.parametrize("transports", TRANSPORTS.values(), ids=TRANSPORTS)
def test_ordinary_clients_do_not_mind(lab_b, transports):
    client = SyncTalker(lab_b.address, transports)
    assert client.call("join", "room") == [client.id(), "room"]
    client.emit("message", b"\x01", 2)
    # The offset, which such a client does not expect, is the last argument.
    eventually(lambda: client.all("message-back"), lambda: client.heard)
    [arguments] = client.all("message-back")
    assert arguments[:2] == [b"\x01", 2]
    client.leave()
