"""What a client of Socket.IO 2 does: connect, exchange text and binary, be acknowledged, outlive heartbeats, over each transport."""

import sys
import threading
import time

import socketio

MIXED = ("x", 1, {"a": "€😀"}, b"\x01\x02\x03", {"deep": [b"\x04", "t"]})
LARGE = "z" * 300_000 + "€"


def check(port, transports, carrier):
    """Returns what went wrong."""
    client = socketio.Client(reconnection=False)
    seen = {}
    answered = threading.Event()

    @client.on("message-back")
    def message_back(*arguments):
        seen["back"] = arguments
        answered.set()

    @client.on("auth", namespace="/custom")
    def auth(payload):
        seen["custom"] = True

    client.connect(f"http://127.0.0.1:{port}", transports=transports, namespaces=["/custom"])
    time.sleep(0.5)
    client.emit("message", MIXED)
    answered.wait(5)
    wrong = []
    if seen.get("back") != MIXED:
        wrong.append(f"the echo is {seen.get('back')}")
    if not seen.get("custom"):
        wrong.append("the namespace said nothing")
    for arguments in [(1, b"\xff\x00", "y"), (LARGE,)]:
        acknowledged = []
        done = threading.Event()
        client.emit("message-with-ack", arguments, callback=lambda *values: (acknowledged.append(values), done.set()))
        done.wait(5)
        if acknowledged != [arguments]:
            wrong.append(f"an acknowledgement is {str(acknowledged)[:80]}")
    # The server's settings are 300 and 200 ms.
    time.sleep(1.2)
    if not client.connected:
        wrong.append("the connection did not outlive its heartbeats")
    elif client.transport() != carrier:
        wrong.append(f"the transport is {client.transport()}")
    client.disconnect()
    return wrong


failed = False
for transports, carrier in [(["polling"], "polling"), (["websocket"], "websocket"), (None, "websocket")]:
    wrong = check(sys.argv[1], transports, carrier)
    print(f"{'upgrade' if transports is None else carrier}: {'; '.join(wrong) or 'ok'}")
    failed = failed or bool(wrong)
sys.exit(failed)
