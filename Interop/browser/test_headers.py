"""What `curl` would show: the status and the exact cross-origin fields of each kind of answer."""

import json

import pytest
import requests

from raw import exchange, request

PREFLIGHT = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
KEY = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}


def granted(origin):
    return {
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "x-request-id",
        "vary": "Origin",
    }


NOTHING = {"vary": "Origin"}


def polling_session(demo):
    body = requests.get(f"{demo.api}/socket.io/?EIO=4&transport=polling", headers={"Origin": demo.allowed}, timeout=10).text
    return json.loads(body[1:])["sid"]


# status, method, target, body
ANSWERS = {
    "200 of a route": (200, "GET", "/api/hello", {}),
    "200 of a poll": (200, "GET", "/socket.io/?EIO=4&transport=polling", {}),
    "400 of Engine.IO": (400, "GET", "/socket.io/?EIO=4&transport=nonsense", {}),
    "404": (404, "GET", "/nowhere", {}),
    "413 of a poll": (413, "POST", "/socket.io/?EIO=4&transport=polling&sid=SID", {"Content-Type": "text/plain", "Content-Length": "1000001"}),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("who", ["allowed", "refused", "nobody"])
def test_every_answer_carries_exactly_the_fields_of_its_origin(demo, name, who):
    status, method, target, headers = ANSWERS[name]
    target = target.replace("SID", polling_session(demo)) if "SID" in target else target
    origin = {"allowed": demo.allowed, "refused": demo.refused, "nobody": None}[who]
    answer = request(demo.port, method, target, {**headers, **({"Origin": origin} if origin else {})})
    # Sessions are closed to other origins altogether; a route answers, and the browser withholds it.
    assert answer.status == (403 if who == "refused" and "socket.io" in target else status)
    assert answer.policy_fields() == (granted(origin) if who == "allowed" else NOTHING)


def preflight(demo, origin, method="GET", headers="x-demo", target="/api/hello"):
    asked = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
    return request(demo.port, "OPTIONS", target, asked)


@pytest.mark.parametrize("target", ["/api/hello", "/socket.io/?EIO=4&transport=polling", "/nowhere"])
def test_preflight_of_the_listed_origin_is_answered_on_every_path(demo, target):
    answer = preflight(demo, demo.allowed, target=target)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.all("content-length") in ([], ["0"])
    assert answer.policy_fields() == {
        "access-control-allow-origin": demo.allowed,
        "access-control-allow-credentials": "true",
        "access-control-allow-methods": "GET, HEAD, POST, DELETE",
        "access-control-allow-headers": "content-type, authorization, x-requested-with, x-signalr-user-agent, x-demo",
        "access-control-max-age": "3600",
        "vary": PREFLIGHT,
    }


@pytest.mark.parametrize(
    "asked",
    [{"origin": "refused"}, {"headers": "x-unlisted"}, {"method": "PATCH"}, {"origin": "https://localhost"}, {"origin": "null"}],
    ids=lambda asked: "-".join(asked.values()),
)
def test_preflight_is_refused_without_a_grant(demo, asked):
    asked = dict(asked)
    origin = {"refused": demo.refused, None: demo.allowed}.get(asked.get("origin"), asked.pop("origin", None))
    asked.pop("origin", None)
    answer = preflight(demo, origin, **asked)
    assert answer.status == 403
    assert answer.policy_fields() == {"vary": PREFLIGHT}


@pytest.mark.parametrize("target", ["/echo", "/socket.io/?EIO=4&transport=websocket"])
def test_upgrade_is_let_through_for_the_listed_origin_and_refused_before_the_handshake_otherwise(demo, target):
    accepted = request(demo.port, "GET", target, {**KEY, "Origin": demo.allowed})
    assert (accepted.status, accepted.all("sec-websocket-accept")) == (101, ["s3pPLMBiTxaQ9kYGzzhZRbK+xOo="])
    refused = request(demo.port, "GET", target, {**KEY, "Origin": demo.refused})
    assert (refused.status, refused.all("sec-websocket-accept")) == (403, [])
    assert refused.policy_fields() == NOTHING


def test_upgrade_of_a_program_without_origin_is_let_through(demo):
    assert request(demo.port, "GET", "/echo", KEY).status == 101


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n folded: yes\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
def test_malformed_request_gets_400_and_the_server_goes_on(demo, sent):
    assert exchange(demo.port, sent).status == 400
    assert request(demo.port, "GET", "/api/hello").status == 200


def test_head_without_end_is_cut_off_with_431(demo):
    assert exchange(demo.port, b"GET / HTTP/1.1\r\nHost: a\r\n" + b"x-long: " + b"a" * 200_000).status == 431


def test_gate_log_says_what_was_refused_and_how_to_mend_it(demo):
    log = f"{demo.refused}/gate-log"
    last = max((entry["id"] for entry in requests.get(log, timeout=10).json()["entries"]), default=0)
    preflight(demo, demo.refused)
    (entry,) = requests.get(log, params={"after": last}, timeout=10).json()["entries"]
    assert (entry["layer"], entry["method"], entry["path"]) == ("preflight", "OPTIONS", "/api/hello")
    assert (entry["decision"], entry["status"], entry["origin"]) == ("refuse", 403, demo.refused)
    assert entry["mend"] == f"`{demo.refused}` is not listed; nearest: `{demo.allowed}`; add it to `origins`"
