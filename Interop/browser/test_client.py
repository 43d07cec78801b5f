"""The official JavaScript client in Chromium, on an empty page of a listed and of an unlisted origin."""

import pytest

from demo import eventually

MODES = {"polling only": ["polling"], "WebSocket only": ["websocket"], "upgrading": ["polling", "websocket"]}

CHAT = """async ([api, transports]) => {
    const socket = window.socket = io(api, { transports, withCredentials: true, reconnection: false, auth: { name: "Grace" } });
    window.heard = [];
    socket.on("message", (message) => heard.push([message.name, message.text]));
    const upgraded = transports.length === 1 ? null : new Promise((resolve) => socket.io.on("open", () =>
        socket.io.engine.on("upgrade", (transport) => resolve(transport.name))));
    await within(new Promise((resolve, reject) => { socket.on("connect", resolve); socket.on("connect_error", reject); }));
    const first = socket.io.engine.transport.name;
    const joined = await socket.timeout(5000).emitWithAck("join", "lobby", "Grace");
    return { first, upgraded: await within(upgraded), members: joined.members };
}"""

REFUSED = """([api, transports]) => within(new Promise((resolve) => {
    const socket = io(api, { transports, withCredentials: true, reconnection: false });
    socket.on("connect", () => resolve("connected"));
    socket.on("connect_error", (error) => resolve(error.message));
}))"""


@pytest.mark.parametrize("mode", MODES)
def test_listed_origin_chats_with_a_python_client(demo, bare, ada, mode):
    page = bare(demo.allowed)
    transports = MODES[mode]
    state = page.evaluate(CHAT, [demo.api, transports])
    assert {"Ada", "Grace"} <= set(state["members"])
    if mode == "upgrading":
        assert state["upgraded"] == "websocket"
    else:
        assert state["first"] == transports[0]

    page.evaluate("socket.emit('message', 'hello from Chromium: ✓')")
    page.wait_for_function("heard.length === 1")
    ada.emit("message", "hello from Python: ü")
    page.wait_for_function("heard.length === 2")
    said = [["Grace", "hello from Chromium: ✓"], ["Ada", "hello from Python: ü"]]
    assert page.evaluate("heard") == said
    eventually(lambda: [list(message) for message in ada.heard] == said, lambda: ada.heard)
    page.evaluate("socket.disconnect()")
    assert not [line for line in page.said if "CORS" in line or "uncaught" in line]


def test_polling_only_stays_on_polling(demo, bare):
    page = bare(demo.allowed)
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket))
    page.evaluate(CHAT, [demo.api, ["polling"]])
    assert page.evaluate("socket.io.engine.transport.name") == "polling"
    assert sockets == []


def test_unlisted_origin_gets_nothing_on_polling(demo, bare):
    page = bare(demo.refused)
    assert page.evaluate(REFUSED, [demo.api, ["polling"]]) == "xhr poll error"
    assert any("blocked by CORS policy" in line for line in page.said)


def test_unlisted_origin_gets_403_on_the_upgrade(demo, bare):
    page = bare(demo.refused)
    assert page.evaluate(REFUSED, [demo.api, ["websocket"]]) == "websocket error"
    page.wait_for_timeout(100)  # the console's line comes by another way than the result
    assert any("Unexpected response code: 403" in line for line in page.said)


def test_unlisted_origin_gets_1006_from_a_bare_websocket(demo, bare):
    page = bare(demo.refused)
    code = page.evaluate("url => within(new Promise(r => { new WebSocket(url).onclose = (e) => r(e.code); }))", demo.api.replace("http", "ws") + "/echo")
    assert code == 1006


def test_listed_origin_echoes_over_a_bare_websocket(demo, bare):
    page = bare(demo.allowed)
    script = "url => within(new Promise(r => { const s = new WebSocket(url); s.onopen = () => s.send('ü'); s.onmessage = (e) => r(e.data); }))"
    assert page.evaluate(script, demo.api.replace("http", "ws") + "/echo") == "ü"
