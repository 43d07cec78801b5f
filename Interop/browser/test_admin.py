"""The namespace of the admin UI, as python-socketio sees it, against the interop server's profile `admin`."""

import pytest
from socketio.exceptions import ConnectionError

from demo import eventually
from lab import TRANSPORTS, Lab, SyncTalker

AUTH = {"username": "ada", "password": "correct horse"}


@pytest.fixture(scope="module")
def server():
    running = Lab("admin")
    yield running
    running.stop()


@pytest.mark.parametrize("transports", TRANSPORTS.values(), ids=TRANSPORTS)
def test_who_has_the_password_sees_and_acts(server, transports):
    client = SyncTalker(server.address, transports, headers={"cookie": "hush=1"})
    page = SyncTalker(server.address, transports, namespaces=("/admin",), auth=AUTH)
    eventually(lambda: page.all("all_sockets") and page.all("session"), lambda: page.heard)
    assert "EMIT" in page.all("config")[0][0]["supportedFeatures"] and "ALL_EVENTS" in page.all("config")[0][0]["supportedFeatures"]
    [shown] = [socket for socket in page.all("all_sockets")[0][0] if socket["id"] == client.id()]
    assert shown["handshake"]["headers"]["cookie"] == "(redacted)" and "hush" not in str(page.heard)
    page.emit("emit", "/", client.id(), "told", {"a": b"\x01"}, namespace="/admin")
    client.await_event("told", [{"a": b"\x01"}])
    eventually(lambda: any(sent[1:3] == [client.id(), ["told", {"a": b"\x01"}]] for sent in page.all("event_sent")), lambda: page.heard)
    eventually(lambda: page.all("server_stats"), lambda: page.heard)
    page.emit("_disconnect", "/", True, client.id(), namespace="/admin")
    eventually(lambda: client.ends == ["/"], lambda: client.ends)
    again = SyncTalker(server.address, transports, namespaces=("/admin",), auth={"sessionId": page.all("session")[0][0]})
    again.leave()
    page.leave()


def test_who_has_not_is_refused(server):
    with pytest.raises(ConnectionError):
        SyncTalker(server.address, TRANSPORTS["websocket"], namespaces=("/admin",), auth={**AUTH, "password": "wrong"})
