"""What SignalR's clients do not show of the contract: each status line, header field and event, over plain sockets (profile `signalr`)."""

import json
import re

import pytest

from hubs import JSON, MESSAGEPACK, NO_CACHE, Poll, Socket, Stream, ask, joined, negotiate, packed, polling
from lab import Lab
from raw import exchange, request

ID = re.compile(r"[A-Za-z0-9_-]{22}")


@pytest.fixture(scope="module")
def lab():
    running = Lab("signalr")
    yield running
    running.stop()


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
