"""The official client in Chromium with the seven sets of options it is used with, against the profile `lab-browser`."""

import pytest

from lab import Lab

OPTIONS = {
    "default": {},
    "polling only": {"transports": ["polling"]},
    "WebSocket only": {"transports": ["websocket"]},
    "with credentials": {"withCredentials": True},
    "extra headers": {"extraHeaders": {"x-custom": "1"}},
    "query": {"query": {"a": "b"}},
    "WebSocket first": {"transports": ["websocket", "polling"], "tryAllTransports": True},
}

WALK = """
async ([address, options]) => {
  const socket = io(address, { ...options, auth: { token: "1" }, reconnection: false, forceNew: true });
  const once = (emitter, event) => new Promise((resolve) => emitter.once(event, (...values) => resolve(values)));
  const told = {};
  const auth = once(socket, "auth");
  const ended = [];
  socket.on("disconnect", (reason) => ended.push(reason));
  await within(once(socket, "connect"));
  told.auth = await within(auth);
  const back = once(socket, "message-back");
  socket.emit("message", { a: [1, "👋"] });
  told.echo = await within(back);
  told.ack = await within(socket.emitWithAck("message-with-ack", "answered"));
  const binaryBack = once(socket, "message-back");
  socket.emit("message", new Uint8Array([1, 2]), new Uint8Array([3]).buffer);
  told.binary = (await within(binaryBack)).map((part) => [...new Uint8Array(part)]);
  const large = await within(socket.emitWithAck("message-with-ack", new Uint8Array(300000).fill(7)));
  told.large = [large.byteLength, new Uint8Array(large)[299999]];
  const custom = io(address + "/custom", { ...options, auth: { token: "2" }, reconnection: false });
  told.custom = await within(once(custom, "auth"));
  const refused = io(address + "/admin", { ...options, reconnection: false });
  told.refusal = (await within(once(refused, "connect_error")))[0].message;
  const wanted = (options.transports ?? ["websocket"]).includes("websocket") ? "websocket" : "polling";
  for (let i = 0; i < 100 && socket.io.engine.transport.name !== wanted; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  told.transport = socket.io.engine.transport.name === wanted;
  await new Promise((resolve) => setTimeout(resolve, 1200));
  told.alive = await within(socket.emitWithAck("message-with-ack", "alive"));
  told.ended = [...ended];
  socket.disconnect(); custom.disconnect(); refused.disconnect();
  return told;
}
"""


@pytest.fixture(scope="module")
def lab(demo):
    running = Lab("lab-browser", "--origin", demo.allowed)
    yield running
    running.stop()


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_the_official_client(demo, bare, lab, options):
    assert bare(demo.allowed).evaluate(WALK, [f"http://localhost:{lab.port}", options]) == {
        "auth": [{"token": "1"}],
        "echo": [{"a": [1, "👋"]}],
        "ack": "answered",
        "binary": [[1, 2], [3]],
        "large": [300_000, 7],
        "custom": [{"token": "2"}],
        "refusal": "forbidden",
        "transport": True,
        "alive": "alive",
        "ended": [],
    }
