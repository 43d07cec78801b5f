"""What SignalR's clients do not show of the contract: each status line, header field and frame, over plain sockets (profile `signalr`)."""

import base64
import json
import os
import re
import socket

import msgpack
import pytest

from lab import Lab
from raw import exchange, request

JSON = b'{"protocol":"json","version":1}\x1e'
MESSAGEPACK = b'{"protocol":"messagepack","version":1}\x1e'
ID = re.compile(r"[A-Za-z0-9_-]{22}")
NO_CACHE = {"cache-control": "no-cache, no-store", "pragma": "no-cache", "expires": "Thu, 01 Jan 1970 00:00:00 GMT"}


@pytest.fixture(scope="module")
def lab():
    running = Lab("signalr")
    yield running
    running.stop()


def ask(lab, method, target, headers=None, body=b""):
    """The status, the content type and the body, whose length must have been told."""
    answer = request(lab.port, method, target, {**({"Content-Length": "0"} if method == "POST" and not body else {}), **(headers or {})}, body)
    assert answer.status == 204 or answer.all("content-length") == [str(len(answer.body))]
    type = (answer.all("content-type") or [None])[0]
    return answer.status, type.split(";")[0] if type else None, answer.body.decode()


def negotiate(lab, path="/test", query="?negotiateVersion=1"):
    status, type, body = ask(lab, "POST", f"{path}/negotiate{query}")
    assert (status, type) == (200, "application/json")
    return json.loads(body)


class Socket:
    """A WebSocket by hand: each frame as it comes."""

    def __init__(self, lab, target="/test", *fields):
        self.socket = socket.create_connection(("127.0.0.1", lab.port), timeout=5)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {target} HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
        self.socket.sendall("\r\n".join([*lines, f"Sec-WebSocket-Key: {key}", *fields, "", ""]).encode())
        self.has_closed = False
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.receive()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        self.head = head.decode()
        self.status = int(self.head.split(" ")[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def receive(self):
        piece = self.socket.recv(65_536)
        assert piece, "the connection ended"
        return piece

    def send(self, payload, opcode=1):
        self.has_closed = self.has_closed or opcode == 8
        size = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
        self.socket.sendall(bytes([0x80 | opcode]) + size + bytes(4) + payload)

    def frame(self):
        """The next frame: its opcode and its payload."""
        while True:
            size = self.buffer[1] if len(self.buffer) > 1 else 0
            head = 4 if size == 126 else 10 if size == 127 else 2
            if len(self.buffer) >= head:
                size = int.from_bytes(self.buffer[2:head], "big") if head > 2 else size
                if len(self.buffer) >= head + size:
                    frame = self.buffer[0] & 15, self.buffer[head : head + size]
                    self.buffer = self.buffer[head + size :]
                    return frame
            self.buffer += self.receive()

    def close_frame(self):
        """The code and reason of the close frame, which must come next, and then the end."""
        opcode, payload = self.frame()
        assert opcode == 8, (opcode, payload)
        if not self.has_closed:
            self.send(payload, 8)
        assert self.socket.recv(1) == b""
        return (int.from_bytes(payload[:2], "big"), payload[2:]) if payload else None


def joined(lab, target="/test", hub_protocol=JSON):
    socket = Socket(lab, target)
    socket.send(hub_protocol)
    assert socket.frame() == (1 if hub_protocol == JSON else 2, b"{}\x1e")
    return socket


def packed(*values):
    """A record of MessagePack after its length."""
    record = msgpack.packb(list(values))
    assert len(record) < 128
    return bytes([len(record)]) + record


# --- §2 Negotiate ---


def test_negotiate_answers_as_the_official_server(lab):
    transports = (
        '"availableTransports":[{"transport":"WebSockets","transferFormats":["Text","Binary"]},'
        '{"transport":"ServerSentEvents","transferFormats":["Text"]},{"transport":"LongPolling","transferFormats":["Text","Binary"]}]}'
    )
    for query in ("?negotiateVersion=1", "?NEGOTIATEVERSION=1", "?negotiateVersion=7"):
        status, type, body = ask(lab, "POST", f"/test/negotiate{query}")
        assert (status, type) == (200, "application/json")
        assert re.fullmatch(
            f'{{"negotiateVersion":1,"connectionId":"{ID.pattern}","connectionToken":"{ID.pattern}",{re.escape(transports)}', body), body
    for query in ("", "?negotiateVersion=0"):
        body = ask(lab, "POST", f"/TEST/Negotiate{query}")[2]
        assert re.fullmatch(f'{{"negotiateVersion":0,"connectionId":"{ID.pattern}",{re.escape(transports)}', body), body
    assert ask(lab, "POST", "/test/negotiate?negotiateVersion=1&useStatefulReconnect=true")[2].startswith('{"useStatefulReconnect":true,')
    assert "useStatefulReconnect" not in negotiate(lab, "/testhub", "?negotiateVersion=1&useStatefulReconnect=true")
    assert "useStatefulReconnect" not in negotiate(lab, "/test", "?negotiateVersion=1&useStatefulReconnect=false")
    answer = ask(lab, "POST", "/test/negotiate?negotiateVersion=1.5")
    assert answer == (200, "application/json", '{"error":"The client requested a non-integer protocol version."}')
    offered = [each["transport"] for each in negotiate(lab, "/testhub-nowebsockets")["availableTransports"]]
    assert offered == ["ServerSentEvents", "LongPolling"]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_negotiate_is_a_post(lab, method):
    assert ask(lab, method, "/test/negotiate")[0] == 405


def test_any_other_verb_is_answered_405(lab):
    for method in ("PUT", "PATCH", "HEAD"):
        answer = exchange(lab.port, f"{method} /test HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        assert answer.status == 405, method


# --- §3 Finding the connection ---


def test_requests_that_find_no_connection(lab):
    unknown = "A" * 22
    for method in ("GET", "POST", "DELETE"):
        assert ask(lab, method, "/test") == (400, "text/plain", "Connection ID required"), method
        for id in (unknown, "short", "%00", "A" * 5_000):
            assert ask(lab, method, f"/test?id={id}") == (404, "text/plain", "No Connection with that ID"), (method, id)
    assert ask(lab, "GET", "/test", {"Accept": "text/event-stream"}) == (400, "text/plain", "Connection ID required")
    with Socket(lab, f"/test?id={unknown}") as upgrade:
        assert upgrade.status == 404
    # The public id of version 1 reaches nothing, and the connection of another hub is none of this one.
    begun = negotiate(lab)
    assert ask(lab, "GET", f"/test?id={begun['connectionId']}")[0] == 404
    assert ask(lab, "GET", f"/groups?id={begun['connectionToken']}")[0] == 404
    assert ask(lab, "GET", f"/test?ID={begun['connectionToken']}")[0] == 200


def test_a_transport_is_offered_or_not_and_does_not_change(lab):
    token = negotiate(lab, "/testhub-nowebsockets")["connectionToken"]
    for target in (f"/testhub-nowebsockets?id={token}", "/testhub-nowebsockets"):
        with Socket(lab, target) as upgrade:
            assert upgrade.status == 404 and upgrade.buffer.endswith(b"WebSockets transport not supported by this end point type")
    polling = negotiate(lab)["connectionToken"]
    assert ask(lab, "GET", f"/test?id={polling}")[0] == 200
    changed = (400, "text/plain", "Cannot change transports mid-connection")
    assert ask(lab, "GET", f"/test?id={polling}", {"Accept": "text/event-stream"}) == changed
    with Socket(lab, f"/test?id={polling}") as upgrade:
        assert upgrade.status == 400
    token = negotiate(lab)["connectionToken"]
    with joined(lab, f"/test?id={token}"):
        assert ask(lab, "GET", f"/test?id={token}") == changed
        assert ask(lab, "POST", f"/test?id={token}", body=b"x") == (
            405, "text/plain", "POST requests are not allowed for WebSocket connections.")
        assert ask(lab, "DELETE", f"/test?id={token}") == (400, "text/plain", "Cannot terminate this connection using the DELETE endpoint.")
        with Socket(lab, f"/test?id={token}") as second:
            assert second.status == 409


# --- §4 WebSockets ---


def test_frames_go_out_as_the_protocol_says_and_come_in_as_they_like(lab):
    with joined(lab) as json_client, joined(lab, hub_protocol=MESSAGEPACK) as packed_client:
        call = b'{"type":1,"invocationId":"1","target":"Add","arguments":[1,2]}\x1e'
        for opcode in (1, 2):
            json_client.send(call, opcode)
            assert json_client.frame() == (1, b'{"type":3,"invocationId":"1","result":3}\x1e')
        packed_client.send(packed(1, {}, "1", "Add", [1, 2], []), 2)
        assert packed_client.frame() == (2, packed(3, {}, "1", 3, 3))
        # Records in pieces and together.
        for piece in (call[:10], call[10:11], call[11:] + call + call[:20]):
            json_client.send(piece)
        assert [json_client.frame()[1] for _ in range(2)] == [b'{"type":3,"invocationId":"1","result":3}\x1e'] * 2
        json_client.send(call[20:])
        assert json_client.frame()[1] == b'{"type":3,"invocationId":"1","result":3}\x1e'
        record = packed(1, {}, "1", "Add", [1, 2])  # five elements, of an old client
        packed_client.send(record[:1], 2)
        packed_client.send(record[1:] + record, 2)
        assert [packed_client.frame() for _ in range(2)] == [(2, packed(3, {}, "1", 3, 3))] * 2


def test_a_websocket_closes_with_1000(lab):
    with joined(lab) as client:
        client.send((1000).to_bytes(2, "big"), 8)
        assert client.close_frame() == (1000, b"")
    with joined(lab) as client:
        client.send(b"", 8)
        assert client.close_frame() == (1000, b"")
    with Socket(lab, "/echo") as raw:
        raw.send(b"raw")
        assert raw.frame() == (1, b"raw")
        raw.send(b"", 8)
        assert raw.close_frame() == (1000, b"")


# --- §5 Server-Sent Events ---


class Stream:
    """An open event stream."""

    def __init__(self, lab, token, path="/test", fields=""):
        self.socket = socket.create_connection(("127.0.0.1", lab.port), timeout=5)
        self.socket.sendall(f"GET {path}?id={token} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream, */*\r\n{fields}\r\n".encode())
        self.buffer = b""
        self.head = self.until(b"\r\n\r\n").decode()

    def until(self, end):
        while end not in self.buffer:
            piece = self.socket.recv(65_536)
            assert piece, self.buffer
            self.buffer += piece
        before, self.buffer = self.buffer.split(end, 1)
        return before

    def chunk(self):
        """What one chunk of the response holds."""
        size = int(self.until(b"\r\n"), 16)
        while len(self.buffer) < size + 2:
            self.buffer += self.socket.recv(65_536)
        data, self.buffer = self.buffer[:size], self.buffer[size + 2 :]
        return data


def test_an_event_stream_octet_by_octet(lab):
    token = negotiate(lab)["connectionToken"]
    stream = Stream(lab, token)
    assert stream.head.startswith("HTTP/1.1 200 ")
    fields = {name.lower(): value for name, value in (line.split(": ", 1) for line in stream.head.split("\r\n")[1:])}
    assert fields["content-type"] == "text/event-stream" and fields["cache-control"] == "no-cache,no-store"
    assert fields["pragma"] == "no-cache" and fields["content-encoding"] == "identity"
    assert stream.chunk() == b":\r\n"
    target = f"/test?id={token}"
    assert ask(lab, "POST", target, body=JSON) == (200, "text/plain", "")
    assert stream.chunk() == b"data: {}\x1e\r\n\r\n"
    assert ask(lab, "POST", target, body=b'{"type":1,"invocationId":"1","target":"Echo","arguments":["a\\r\\nb"]}\x1e')[0] == 200
    assert stream.chunk() == b'data: {"type":3,"invocationId":"1","result":"a\\r\\nb"}\x1e\r\n\r\n'
    assert ask(lab, "GET", target, {"Accept": "text/event-stream"})[0] == 409
    assert ask(lab, "DELETE", target) == (400, "text/plain", "Cannot terminate this connection using the DELETE endpoint.")
    assert ask(lab, "POST", target, body=b'{"type":7}\x1e')[0] == 200
    assert stream.chunk() == b'data: {"type":7}\x1e\r\n\r\n'
    assert stream.chunk() == b""
    assert ask(lab, "GET", target, {"Accept": "text/event-stream"})[0] == 404


def test_an_event_stream_has_a_line_of_data_for_each_line_and_carries_text_only(lab):
    cookie = {"Cookie": "testCookie=testValue"}  # that path lets only pages with their cookies in
    token = negotiate(lab, "/echo")["connectionToken"]
    stream = Stream(lab, token, "/echo", "Cookie: testCookie=testValue\r\n")
    assert stream.chunk() == b":\r\n"
    assert ask(lab, "POST", f"/echo?id={token}", cookie, b"a\nb\r\n\nc\n")[0] == 200
    assert stream.chunk() == b"data: a\r\ndata: b\r\ndata: \r\ndata: c\r\n\r\n"
    token = negotiate(lab)["connectionToken"]
    stream = Stream(lab, token)
    assert stream.chunk() == b":\r\n"
    assert ask(lab, "POST", f"/test?id={token}", body=MESSAGEPACK)[0] == 200
    text = "Cannot use the 'messagepack' protocol on the current transport. The transport does not support 'Binary' transfer format."
    assert stream.chunk() == b"data: " + json.dumps({"error": text}, separators=(",", ":")).encode() + b"\x1e\r\n\r\n"


# --- §6 Long polling, §7 POST ---


def polling(lab, path="/test", hub_protocol=JSON):
    target = f"{path}?id={negotiate(lab, path)['connectionToken']}"
    answer = request(lab.port, "GET", target)
    assert (answer.status, answer.all("content-type"), answer.body) == (200, ["application/octet-stream"], b"")
    assert answer.all("content-length") == ["0"]
    assert {name: answer.all(name)[0] for name in NO_CACHE} == NO_CACHE
    assert ask(lab, "POST", target, body=hub_protocol) == (200, "text/plain", "")
    answer = request(lab.port, "GET", target + "&_=1")
    assert (answer.status, answer.all("content-type"), answer.body) == (200, ["application/octet-stream"], b"{}\x1e")
    assert {name: answer.all(name)[0] for name in NO_CACHE} == NO_CACHE
    return target


class Poll:
    """A poll that waits."""

    def __init__(self, lab, target):
        self.socket = socket.create_connection(("127.0.0.1", lab.port), timeout=5)
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())

    def answer(self):
        received = b""
        while piece := self.socket.recv(65_536):
            received += piece
        head, body = received.split(b"\r\n\r\n", 1)
        return int(head.split(b" ")[1]), body


def test_polls_wait_are_taken_over_and_end(lab):
    target = polling(lab)
    older = Poll(lab, target)
    newer = None
    for _ in range(100):  # the older must have arrived first
        newer = Poll(lab, target)
        try:
            older.socket.settimeout(0.2)
            assert older.answer() == (204, b"")
            break
        except TimeoutError:
            older = newer
    call = b'{"type":1,"invocationId":"%d","target":"Add","arguments":[1,2]}\x1e'
    assert ask(lab, "POST", target, body=call % 1 + call % 2)[0] == 200
    both = b'{"type":3,"invocationId":"1","result":3}\x1e{"type":3,"invocationId":"2","result":3}\x1e'
    assert newer.answer() == (200, both)
    # What comes while no poll waits is all in the next answer.
    for id in (3, 4):
        assert ask(lab, "POST", target, body=call % id)[0] == 200
    assert request(lab.port, "GET", target).body == both.replace(b'"1"', b'"3"').replace(b'"2"', b'"4"')
    pending = Poll(lab, target)
    assert ask(lab, "DELETE", target) == (202, "text/plain", "")
    assert pending.answer() == (204, b"")
    for method in ("GET", "POST", "DELETE"):
        assert ask(lab, method, target) == (404, "text/plain", "No Connection with that ID")
    assert request(lab.port, "GET", target).all("cache-control") == [NO_CACHE["cache-control"]]


def test_what_was_sent_before_the_end_is_polled_then_204_then_404(lab):
    target = polling(lab, hub_protocol=MESSAGEPACK)
    assert ask(lab, "POST", target, body=packed(1, {}, "1", "Add", [1, 2], []) + packed(7, None))[0] == 200
    assert request(lab.port, "GET", target).body == packed(3, {}, "1", 3, 3) + packed(7, None, False)
    assert request(lab.port, "GET", target).status == 204
    assert request(lab.port, "GET", target).status == 404


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


# --- Authorisation ---


def test_every_request_to_an_authorised_hub_shows_its_token(lab):
    token = ask(lab, "GET", "/generateJwtToken")[2]
    bearer = {"Authorization": f"Bearer {token}"}
    for method, target in (("POST", "/authorizedhub/negotiate"), ("GET", "/authorizedhub"), ("POST", "/authorizedhub"), ("DELETE", "/authorizedhub")):
        answer = request(lab.port, method, target, {"Content-Length": "0"})
        assert (answer.status, answer.body, answer.all("www-authenticate")) == (401, b"", ["Bearer"]), (method, target)
    answer = exchange(lab.port, b"POST /authorizedhub/negotiate?access_token=x.y.z HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
    assert answer.status == 401 and answer.all("www-authenticate") == ['Bearer error="invalid_token"']
    with Socket(lab, "/authorizedhub") as upgrade:
        assert upgrade.head.startswith("HTTP/1.1 401 Unauthorized")
    with joined(lab, f"/authorizedhub?access_token={token}") as client:
        client.send(b'{"type":1,"invocationId":"1","target":"Echo","arguments":["in"]}\x1e')
        assert client.frame()[1] == b'{"type":3,"invocationId":"1","result":"in"}\x1e'
    status, _, body = ask(lab, "POST", "/authorizedhub/negotiate?negotiateVersion=1", bearer)
    target = f"/authorizedhub?id={json.loads(body)['connectionToken']}"
    assert status == 200 and ask(lab, "GET", target, bearer)[0] == 200 and ask(lab, "GET", target)[0] == 401
    assert ask(lab, "POST", target, body=JSON)[0] == 401 and ask(lab, "POST", target, bearer, JSON)[0] == 200


# --- The rest of the contract ---


def test_redirects_cookies_and_other_routes(lab):
    answer = request(lab.port, "POST", "/echoredirect/negotiate?negotiateVersion=1", {"Content-Length": "0"})
    assert answer.status == 307 and answer.all("location")[0].endswith("/echo/negotiate?negotiateVersion=1")
    assert ask(lab, "POST", "/bad-negotiate/negotiate") == (400, "text/plain", "Some response from server")
    for path in ("/test/negotiate", "/redirect/negotiate?baseUrl=http://a"):
        cookies = request(lab.port, "POST", path, {"Content-Length": "0"}).all("set-cookie")
        assert [cookie.split("=")[0] for cookie in cookies] == ["testCookie", "testCookie2", "expiredCookie"]
    first, second = (json.loads(ask(lab, "POST", "/redirect/negotiate?baseUrl=http://a")[2])["url"] for _ in range(2))
    assert int(second.split("=")[1]) == int(first.split("=")[1]) + 1
    assert ask(lab, "GET", "/clientresult/nobody")[2] == "Connection 'nobody' does not exist."
