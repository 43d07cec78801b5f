"""Handshakes, messages and ends of SignalR's hubs, frame by frame over plain sockets (profile `signalr`)."""

import json

import pytest

from hubs import JSON, MESSAGEPACK, Socket, joined, packed
from lab import Lab


@pytest.fixture(scope="module")
def lab():
    running = Lab("signalr")
    yield running
    running.stop()


# --- §8 Handshake ---

UNEXPECTED = "An unexpected error occurred during connection handshake."
HANDSHAKES = {
    b'{"protocol":"JSON","version":2,"more":[1]}\x1e': None,
    b'{"version":0,"protocol":"json"}\x1e': None,
    b'{"protocol":"blazorpack","version":1}\x1e': "The protocol 'blazorpack' is not supported.",
    b'{"protocol":"json","version":3}\x1e': "The server does not support version 3 of the 'json' protocol.",
    b'{"protocol":"json"}\x1e': UNEXPECTED,
    b'{"protocol":1,"version":1}\x1e': UNEXPECTED,
    b"[]\x1e": UNEXPECTED,
    b"\x1e": UNEXPECTED,
    b'{"type":6}\x1e': UNEXPECTED,
    b"{" * 40_000: "Handshake was canceled.",
}


@pytest.mark.parametrize("sent", HANDSHAKES, ids=lambda sent: sent[:40].decode())
def test_handshakes(lab, sent):
    # Detailed errors off: /test. On, the text goes on with what happened.
    for path in ("/test", "/testhub"):
        with Socket(lab, path) as client:
            client.send(sent)
            answer = json.loads(client.frame()[1][:-1])
            expected = HANDSHAKES[sent]
            if path == "/testhub" and expected == UNEXPECTED:
                assert answer["error"].startswith(UNEXPECTED + " InvalidDataException: ")
            else:
                assert answer == ({} if expected is None else {"error": expected})
            if expected is not None:
                assert client.close_frame() == (1000, b"")


def test_clients_need_not_wait_for_the_handshake(lab):
    with Socket(lab) as client:
        client.send(JSON + b'{"type":6}\x1e{"type":1,"invocationId":"1","target":"Add","arguments":[1,2]}\x1e')
        seen = client.frame()[1]
        while seen.count(b"\x1e") < 2:
            seen += client.frame()[1]
        assert seen == b'{}\x1e{"type":3,"invocationId":"1","result":3}\x1e'


def test_a_second_handshake_is_no_message(lab):
    with joined(lab) as client:
        client.send(JSON)
        assert client.frame()[1] == b'{"type":7,"error":"Connection closed with an error.","allowReconnect":true}\x1e'
        assert client.close_frame() == (1000, b"")


# --- §9 to §11 Messages that end the connection, or do not ---


def test_messages_that_mean_nothing_are_ignored(lab):
    nothing = (
        b'{"type":42}\x1e{"type":0}\x1e{"type":-1}\x1e{"type":2,"invocationId":"none","item":1}\x1e{"type":3,"invocationId":"none"}\x1e'
        b'{"type":5,"invocationId":"none"}\x1e{"type":8,"sequenceId":5}\x1e{"type":9,"sequenceId":1}\x1e{"type":6,"extra":{}}\x1e'
        b'{"arguments":[],"target":"Broadcast","type":1,"invocationId":null}\x1e'
    )
    with joined(lab) as client:
        client.send(nothing + b'{"type":1,"invocationId":"1","target":"Add","arguments":[1,2]}\x1e')
        assert client.frame()[1] == b'{"type":3,"invocationId":"1","result":3}\x1e'
    with joined(lab, hub_protocol=MESSAGEPACK) as client:
        client.send(packed(42) + packed(0, "x") + packed(2, {}, "none", 1) + packed(5, {}, "none") + packed(6, 1, 2, 3) + packed(8, 7), 2)
        client.send(packed(1, {}, "1", "Add", [1, 2], [], "and more"), 2)
        assert client.frame() == (2, packed(3, {}, "1", 3, 3))


BROKEN = [
    b"{", b"[]", b'"text"', b"{}", b'{"type":"1"}', b'{"type":1}', b'{"type":1,"target":"Add"}', b'{"type":1,"target":1,"arguments":[]}',
    b'{"type":1,"target":"Add","arguments":{}}', b'{"type":4,"target":"Stream","arguments":[]}', b'{"type":2,"invocationId":"1"}',
    b'{"type":3,"invocationId":"1","error":"e","result":1}', b'{"type":3}', b'{"type":5}', b'{"type":8}', b'{"type":9,"sequenceId":-1}',
    b'{"type":1,"invocationId":"1","target":"Invoke","arguments":[1,' + b"[" * 70 + b"]" * 70 + b"]}", b'{"type":6}\xff',
    b'{"type":1,"invocationId":5,"target":"Add","arguments":[1,2]}', b'{"type":7,"allowReconnect":"yes"}',
]


@pytest.mark.parametrize("record", BROKEN, ids=lambda record: record[:48].decode("latin-1"))
def test_records_that_are_no_messages_end_the_connection(lab, record):
    with joined(lab) as client:
        client.send(record + b"\x1e", 2)
        assert client.frame()[1] == b'{"type":7,"error":"Connection closed with an error.","allowReconnect":true}\x1e'
        assert client.close_frame() == (1000, b"")


BROKEN_PACKED = {
    "six octets of length": b"\xff\xff\xff\xff\xff\x01", "2 GiB": b"\xff\xff\xff\xff\x07", "nothing": b"\x00", "no array": b"\x01\x80",
    "no type": b"\x01\x90", "a type of text": b"\x03\x91\xa11", "no id": b"\x03\x92\x03\x80", "a kind that is none": packed(3, {}, "1", 9),
    "octets beyond the array": b"\x03\x91\x06\x06", "an unknown octet": b"\x02\x91\xc1", "deep arrays": b"\x64" + b"\x91" * 100,
}


@pytest.mark.parametrize("record", BROKEN_PACKED.values(), ids=BROKEN_PACKED)
def test_packed_records_that_are_no_messages_end_the_connection(lab, record):
    with joined(lab, hub_protocol=MESSAGEPACK) as client:
        client.send(record, 2)
        assert client.frame() == (2, packed(7, "Connection closed with an error.", True))
        assert client.close_frame() == (1000, b"")


def test_the_end_from_each_side(lab):
    with joined(lab) as client:
        client.send(b'{"type":7,"error":"bye"}\x1e')
        assert client.frame()[1] == b'{"type":7}\x1e'
        assert client.close_frame() == (1000, b"")
    with joined(lab, "/testhub") as client:
        client.send(b" " * 32_767)
        client.send(b" ")
        text = "Connection closed with an error. InvalidDataException: The maximum message size of 32768B was exceeded. " \
            "The message size can be configured in AddHubOptions."
        assert json.loads(client.frame()[1][:-1]) == {"type": 7, "error": text, "allowReconnect": True}
        assert client.close_frame() == (1000, b"")
    with joined(lab, "/testhub") as client:
        client.send(b" " * 32_765 + b"{}\x1e")  # 32,768 with the separator: large enough
        assert "missing" in client.frame()[1].decode().lower()
    with Socket(lab, "/uncreatable") as client:
        client.send(JSON)
        seen = client.frame()[1]
        while seen.count(b"\x1e") < 2:
            seen += client.frame()[1]
        text = "Connection closed with an error. InvalidOperationException: Unable to resolve service for type 'System.Object' while " \
            "attempting to activate 'FunctionalTests.UncreatableHub'."
        assert seen == b"{}\x1e" + json.dumps({"type": 7, "error": text}, separators=(",", ":")).encode() + b"\x1e"
        assert client.close_frame() == (1000, b"")
