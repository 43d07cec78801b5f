"""The interop contract, event by event: python-socketio, sync and async, over each transport, against the profile `lab-a`."""

import asyncio
import time

import pytest
from socketio.exceptions import ConnectionError

from demo import eventually
from lab import TRANSPORTS, AsyncTalker, Lab, SyncTalker

KINDS = [(kind, name) for kind in (SyncTalker, AsyncTalker) for name in TRANSPORTS]
VALUES = [1, -2.5, "text ✓ 👋", None, True, [1, [2]], {"a": {"b": b"\x00\xff"}}, b"", bytes(range(256)) * 200]


@pytest.fixture(scope="module")
def lab():
    running = Lab("lab-a")
    yield running
    running.stop()


@pytest.fixture(params=KINDS, ids=[f"{kind.__name__[:-6].lower()}, {name}" for kind, name in KINDS])
def talk(request, lab):
    """Connects a client; all are gone at the end."""
    kind, transports = request.param
    talkers = []

    def connect(*namespaces, **options):
        talkers.append(kind(lab.address, TRANSPORTS[transports], namespaces=namespaces or ("/",), **options))
        return talkers[-1]

    yield connect
    for talker in talkers:
        talker.leave()


def test_messages_and_acknowledgements(talk):
    a = talk(auth={"token": "123"})
    a.await_event("auth", [{"token": "123"}])
    a.emit("message", *VALUES)
    a.await_event("message-back", VALUES)
    assert list(a.call("message-with-ack", *VALUES)) == VALUES
    assert a.call("message-multi-ack") == "first"
    a.emit("message-with-ack", "unasked")
    a.settle()
    assert a.call("message-with-ack", "x" * 300_000) == "x" * 300_000


def test_rooms_and_casts(talk):
    a, b, c = talk(), talk(), talk()
    assert a.call("join", ["one", "two"]) == [a.id(), "one", "two"]
    assert a.call("leave", "one") == [a.id(), "two"] == a.call("rooms")
    assert b.call("join", "two") == [b.id(), "two"]
    casts = {
        "all": ({}, [a, b, c]),
        "others": ({"from": "socket"}, [b, c]),
        "self": ({"from": "self"}, [a]),
        "room": ({"rooms": "two"}, [a, b]),
        "rooms": ({"rooms": ["two", c.id()]}, [a, b, c]),
        "others in the room": ({"from": "socket", "rooms": ["two"]}, [b]),
        "except": ({"except": "two"}, [c]),
        "both": ({"rooms": ["two", c.id()], "except": [b.id()]}, [a, c]),
        "compressible": ({"from": "self", "timeout": 1000}, [a]),
    }
    for name, (target, _) in casts.items():
        a.emit("cast", target, name, name, b"\x01")
    for client in (a, b, c):
        client.settle()
    for name, (_, hearers) in casts.items():
        for client in hearers:
            client.await_event(name, [name, b"\x01"])
    for name, (_, hearers) in casts.items():
        for client in (a, b, c):
            assert client.all(name) == [[name, b"\x01"]] * (client in hearers), name


def test_volatile_events_arrive_or_do_not(talk):
    a = talk()
    a.emit("cast", {"volatile": True}, "maybe", 1)
    a.emit("cast", {"volatile": True, "from": "self"}, "maybe", 1)
    a.emit("burst", 20, False)
    a.emit("burst", 20, True)
    a.await_event("b", [19])
    a.settle()
    numbers = [arguments[0] for arguments in a.all("b")]
    assert numbers[:20] == list(range(20)) and numbers[20:] == sorted(numbers[20:]), numbers
    assert all(arguments == [1] for arguments in a.all("maybe"))


def test_the_server_asks_one(talk):
    a = talk()
    a.answers["double"] = lambda number: number * 2
    a.answers["slow"] = late(1)
    assert a.call("ask", 1000, "double", 21) == {"ok": 42}
    assert a.call("ask", 0, "double", 4) == {"ok": 8}
    assert a.call("ask", 100, "slow") == {"err": "operation has timed out"}


def test_the_server_asks_all(talk):
    a, b, c = talk(), talk(), talk()
    for client, answer in ((a, 1), (b, b"\x02"), (c, 3)):
        client.call("join", "asked")
        client.answers["quick"] = lambda question, answer=answer: answer
        client.answers["slow"] = late(answer, seconds=1) if client is c else lambda answer=answer: answer
    answers = a.call("ask-all", {"rooms": "asked", "timeout": 3000}, "quick", "?")
    assert sorted(map(str, answers["ok"])) == sorted(map(str, [1, b"\x02", 3])) and list(answers) == ["ok"]
    missed = a.call("ask-all", {"rooms": "asked", "timeout": 400}, "slow")
    assert missed["err"] == "operation has timed out"
    assert sorted(map(str, missed["responses"])) == sorted(map(str, [1, b"\x02"]))
    assert a.call("ask-all", {"rooms": "nobody", "timeout": 300}, "quick", "?") == {"ok": []}


def late(answer, seconds=0.5):
    """An answer that comes too late; async clients must not sleep on their loop."""

    def handler(*_):
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return time.sleep(seconds) or answer
        return asyncio.sleep(seconds, answer)

    return handler


def test_sockets_are_fetched_and_managed(talk):
    a, b = talk(), talk()
    a.call("join", "fetched")
    b.call("join", "fetched")
    b.emit("set-data", {"n": [1]})
    b.settle()
    found = {socket["id"]: socket for socket in a.call("fetch", "fetched")}
    assert found == {
        a.id(): {"id": a.id(), "rooms": [a.id(), "fetched"], "data": {}},
        b.id(): {"id": b.id(), "rooms": [b.id(), "fetched"], "data": {"v": {"n": [1]}}},
    }
    assert {a.id(), b.id()} <= {socket["id"] for socket in a.call("fetch", None)}
    a.emit("sockets-join", "fetched", ["more", "most"])
    eventually(lambda: b.call("rooms") == [b.id(), "fetched", "more", "most"], lambda: b.call("rooms"))
    a.emit("sockets-leave", "more", "most")
    eventually(lambda: b.call("rooms") == [b.id(), "fetched", "more"], lambda: b.call("rooms"))
    gone = b.id()
    a.emit("disconnect-sockets", gone, False)
    eventually(lambda: b.ends == ["/"], lambda: b.ends)
    assert a.call("reason", gone) == "server namespace disconnect"


def test_ends_have_reasons(talk):
    a, b, c, d = talk(), talk(), talk(), talk()
    assert a.call("reason", "nobody") is None
    left = {client.id(): client for client in (b, c, d)}
    b_id, c_id, d_id = left
    b.emit("bye", False)
    c.emit("bye", True)
    d.leave()
    for gone in left:
        eventually(lambda: a.call("reason", gone) is not None, lambda: gone)
    assert a.call("reason", b_id) == a.call("reason", c_id) == "server namespace disconnect"
    # This client may close its WebSocket before its packet is written; test_lab_raw.py looks closer.
    assert a.call("reason", d_id) in ("client namespace disconnect", "transport close")
    eventually(lambda: b.ends == ["/"] and c.ends == ["/"], lambda: (b.ends, c.ends))


def test_the_handshake_is_known(talk):
    told = talk(auth={"who": "Ada"}, headers={"x-tag": "1"}, query="?a=b%20c").call("handshake")
    assert told["auth"] == {"who": "Ada"} and told["query"]["a"] == "b c" and told["query"]["EIO"] == "4"
    assert told["address"] == "127.0.0.1" and told["secure"] is False and told["headers"]["x-tag"] == "1"
    assert told["url"].startswith("/socket.io/?") and "transport=" in told["url"]
    assert (told["time"], told["issued"]) == ("string", "number")
    assert told["xdomain"] is ("origin" in told["headers"])


def test_catch_all_listeners_and_event_middleware(talk):
    a = talk()
    a.emit("forbidden", 1)
    a.await_event("mw-error", ["not allowed"])
    a.emit("cast", {}, "broadcast")
    a.await_event("broadcast", [])
    seen = a.call("seen")
    assert seen["seen"] == ["forbidden", "cast", "seen"]
    assert [event for event in seen["out"] if event in ("auth", "mw-error", "broadcast")] == ["auth", "mw-error", "broadcast"]
    assert a.call("state") == {"recovered": False, "rooms": [a.id()], "data": {}}


def test_a_server_alone_has_no_others(talk):
    a = talk()
    assert a.call("sse", 1, "two") == {"ok": []}
    a.emit("sse-noack", 1)
    assert a.call("last-sse") is None


def test_connecting_may_be_slow_or_refused(talk):
    start = time.monotonic()
    talk(auth={"slow": True}).settle()
    assert time.monotonic() - start >= 0.15
    for namespace, auth, refusal in (
        ("/", {"reject": True}, {"message": "rejected", "data": {"code": 42}}),
        ("/admin", {}, {"message": "forbidden"}),
        ("/unknown", {}, {"message": "Invalid namespace"}),
        ("/fn", {"ok": False}, {"message": "Invalid namespace"}),
        ("/dyn-x", {}, {"message": "Invalid namespace"}),
    ):
        assert refusal_of(talk, namespace, auth) == [refusal], namespace


def refusal_of(talk, namespace, auth):
    """What the client is told; the talker that could not connect is gone with the exception."""
    try:
        talk(namespace, auth=auth)
    except ConnectionError as error:
        talker = error.__traceback__
        while talker:
            found = talker.tb_frame.f_locals.get("self")
            if isinstance(found, (SyncTalker, AsyncTalker)):
                found.leave()
                return found.refusals
            talker = talker.tb_next
    return None


def test_other_namespaces(talk):
    a = talk("/", "/custom", "/dyn-1", "/fn", auth={"ok": 1})
    b = talk("/", "/custom")
    a.await_event("auth", [{"ok": 1}], count=2)
    for name in ("/dyn-1", "/fn"):
        eventually(lambda: (name, "ns", [name]) in a.heard, lambda: a.heard)
    a.emit("message", b"\x01", "x", namespace="/custom")
    eventually(lambda: ("/custom", "message-back", [b"\x01", "x"]) in a.heard, lambda: a.heard)
    b.emit("nsp-emit", "told", 1, 2, namespace="/custom")
    for client in (a, b):
        eventually(lambda: ("/custom", "told", [1, 2]) in client.heard, lambda: client.heard)
    assert {"/", "/admin", "/custom", "/dyn-1", "/fn"} <= set(b.call("namespaces"))
    a.leave()
    eventually(lambda: set(b.call("namespaces")) == {"/", "/admin", "/custom"}, lambda: b.call("namespaces"))
