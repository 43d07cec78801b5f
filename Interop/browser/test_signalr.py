"""Independent clients of SignalR against the interop server's profile `signalr`: aiosignalr's over each transport, and pysignalr's."""

import asyncio
import concurrent.futures
import contextlib
import datetime
import itertools
import json
import urllib.request

import aiohttp
import pytest
from aiosignalr.client import HubConnection, negotiate
from aiosignalr.errors import HubException, NegotiationError, SignalRError
from pysignalr.client import SignalRClient
from pysignalr.exceptions import AuthorizationError
from pysignalr.protocol.json import JSONProtocol
from pysignalr.protocol.messagepack import MessagepackProtocol

from lab import Lab

WAYS = [
    ("WebSockets", "json"), ("WebSockets", "messagepack"), ("ServerSentEvents", "json"), ("LongPolling", "json"),
    ("LongPolling", "messagepack"),
]
TEXT = "你好，世界！ \"\\\n\u001f é"


@pytest.fixture(scope="module")
def lab():
    running = Lab("signalr", "--loops", "2")
    yield running
    running.stop()


def get(lab, path):
    with urllib.request.urlopen(lab.address + path, timeout=10) as answer:
        return answer.read().decode()


async def eventually(holds, found):
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(found())


def within(seconds, work):
    # On a thread of its own: Playwright's loop runs on this one while a browser is open.
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(asyncio.wait_for(work, seconds))).result()


@contextlib.asynccontextmanager
async def connected(lab, path, way, told=None, **options):
    """aiosignalr's client; what it is told by the methods Told and Receive is appended to `told`."""
    client = HubConnection(protocol=way[1])
    if told is not None:
        client.on("Told", told.append).on("Receive", told.append)
    await client.start(lab.address + path, transports={way[0]}, **options)
    try:
        yield client
    finally:
        # Its stop() waits for a poll that it has itself given up.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(client.stop(), 3)


@pytest.fixture(params=WAYS, ids=["-".join(way) for way in WAYS])
def way(request):
    return request.param


def test_calls_and_their_errors(lab, way):
    async def work():
        async with connected(lab, "/testhub", way) as client:
            assert await client.invoke("Echo", TEXT) == TEXT
            assert await client.invoke("eCHO", "whatever the case") == "whatever the case"
            assert await client.invoke("GetActiveTransportName") == way[0]
            assert len(await client.invoke("GetCallerConnectionId")) == 22
            assert await client.invoke("GetHeader", "x-none") is None
            sent = await client.invoke("SendComplexObject")
            assert sent["String"] == "hello world" and sent["IntArray"] == [1, 2, 3]
            assert sent["ByteArray"] == ("AQID" if way[1] == "json" else b"\x01\x02\x03")
            assert await client.invoke("EchoComplexObject", sent) == sent
            for method, arguments, error in (
                ("ThrowException", ["boo"], "An unexpected error occurred invoking 'ThrowException' on the server. InvalidOperationException: boo"),
                ("Missing", [], "Unknown hub method 'Missing'"),
                ("EmptyStream", [], "The client attempted to invoke the streaming 'EmptyStream' method with a non-streaming invocation."),
                ("Echo", [], "Failed to invoke 'Echo' due to an error on the server. InvalidDataException: Invocation provides 0 argument(s) "
                    "but target expects 1."),
            ):
                with pytest.raises(HubException) as raised:
                    await client.invoke(method, *arguments)
                assert str(raised.value) == error
            with pytest.raises(HubException, match="Failed to invoke 'Echo' due to an error on the server. InvalidDataException: "):
                await client.invoke("Echo", 5)
            assert await client.invoke("Echo", "alive") == "alive"
        async with connected(lab, "/test", way) as client:
            # Without detailed errors a client learns nothing of the server.
            with pytest.raises(HubException) as raised:
                await client.invoke("Add", 1, "two")
            assert str(raised.value) == "Failed to invoke 'Add' due to an error on the server."
            value = {"a": [1, -2.5, None, True, {"b": TEXT}], "c": {}, "large": 2**53 - 1}
            assert await client.invoke("Invoke", "x", value) == value
            if way[1] == "messagepack":
                assert await client.invoke("Invoke", "x", b"\x00\xff") == b"\x00\xff"
            answers = await asyncio.gather(*(client.invoke("Add", n, 1) for n in range(50)))
            assert answers == list(range(1, 51))
            assert await client.invoke("Echo", "x" * 20_000) == "x" * 20_000

    within(20, work())


def test_streams_both_ways_and_cancellation(lab, way):
    async def work():
        async with connected(lab, "/testhub", way) as client:
            cancelled = asyncio.Event()
            client.on("StreamCanceled", cancelled.set)
            assert [item async for item in await client.stream("Stream")] == ["a", "b", "c"]
            assert [item async for item in await client.stream("EmptyStream")] == []
            with pytest.raises(HubException, match="InvalidOperationException: boo"):
                [item async for item in await client.stream("StreamThrowException", "boo")]
            with pytest.raises(HubException, match="invoke the non-streaming 'Echo' method with a streaming invocation"):
                [item async for item in await client.stream("Echo", "x")]
            endless = await client.stream("InfiniteStream")
            reading = asyncio.create_task(anext(endless))
            await asyncio.sleep(0.05)
            reading.cancel()
            await asyncio.wait_for(cancelled.wait(), 5)
            async with client.client_stream("StreamingConcat") as upload:
                for word in ("a", TEXT, "c"):
                    await upload.send_item(word)
            assert upload.result == f"a{TEXT}c"
            with pytest.raises(HubException) as raised:
                async with client.client_stream("StreamingConcat") as upload:
                    await upload.send_item("a")
                    await upload.complete("Something bad")
            assert str(raised.value) == "An unexpected error occurred invoking 'StreamingConcat' on the server. HubException: Something bad"
        async with connected(lab, "/test", way) as client:
            assert [item async for item in await client.stream("Counter", 3_000)] == list(range(3_000))
            async with client.client_stream("AddNumbers", 10) as upload:
                for number in range(100):
                    await upload.send_item(number)
            assert upload.result == 4_960
            # A stream that is left early ends on the server too, and calls go on beside it.
            async for item in await client.stream("Counter", 100_000):
                if item == 5:
                    break
            assert await client.invoke("Add", 1, 1) == 2

    within(30, work())


def test_client_results(lab, way):
    async def work():
        async with connected(lab, "/test", way) as client:
            back = asyncio.Queue()
            client.on("EchoBack", back.put_nowait)
            client.on("ClientResult", lambda value: {"got": value})
            await client.invoke("InvokeWithClientResult", "x")
            assert await asyncio.wait_for(back.get(), 5) == {"got": "x"}
        async with connected(lab, "/testhub", way) as client:
            id = await client.invoke("GetCallerConnectionId")

            async def asked():
                return await asyncio.to_thread(get, lab, f"/clientresult/{id}")

            assert await asked() == "Unknown hub method 'Result'"  # this client's words
            client.on("Result", lambda: 42)
            assert await asked() == "42"
            client.remove("Result", client._handlers["Result"][0])
            client.on("Result", lambda: None)
            assert await asked() == "The client answered without a result."

    within(20, work())


def test_groups_and_broadcasts_across_protocols_and_transports(lab):
    async def work():
        async with contextlib.AsyncExitStack() as stack:
            heard = [[] for _ in WAYS]
            clients = [await stack.enter_async_context(connected(lab, "/groups", way, told)) for way, told in zip(WAYS, heard)]
            ids = [await client.invoke("Id") for client in clients]
            assert len(set(ids)) == len(WAYS)
            for client in clients[:4]:
                await client.invoke("Join", "four")
            await clients[0].invoke("Join", "four")  # twice is once
            await clients[4].invoke("Tell", "four", "to four")
            await clients[3].invoke("Leave", "four")
            await clients[0].invoke("TellOthersInGroup", "four", "to two")
            await clients[1].invoke("TellOthers", "to others")
            await clients[2].invoke("TellClient", ids[4], "to one")
            await clients[2].invoke("Tell", "FOUR", "to nobody: names are case-sensitive")
            expected = [
                ["to four", "to others"], ["to four", "to two"], ["to four", "to two", "to others"], ["to four", "to others"],
                ["to others", "to one"],
            ]
            await eventually(lambda: heard == expected, lambda: heard)
        async with contextlib.AsyncExitStack() as stack:
            heard = [[] for _ in WAYS]
            clients = [await stack.enter_async_context(connected(lab, "/test", way, told)) for way, told in zip(WAYS, heard)]
            for number, client in zip(range(50), itertools.cycle(clients)):
                await client.invoke("Broadcast", f"{number}")
            await eventually(lambda: heard == [[f"{n}" for n in range(50)]] * len(WAYS), lambda: heard)

    within(30, work())


def test_who_is_not_authorised_does_not_get_in(lab, way):
    async def work():
        for token in (None, "no.token.atall"):
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            with pytest.raises(NegotiationError, match="401"):
                async with connected(lab, "/authorizedhub", way, headers=headers):
                    pass
        token = get(lab, "/generateJwtToken")
        async with connected(lab, "/authorizedhub", way, access_token_factory=lambda: token) as client:
            assert await client.invoke("Echo", "known") == "known"

    within(10, work())


def test_a_path_without_websockets_offers_the_rest(lab):
    async def work():
        with pytest.raises(SignalRError, match="No compatible transport"):
            async with connected(lab, "/testhub-nowebsockets", WAYS[0]):
                pass
        client = HubConnection()
        await client.start(lab.address + "/testhub-nowebsockets")
        assert await client.invoke("GetActiveTransportName") == "ServerSentEvents"
        await client.stop()
        with pytest.raises(SignalRError, match="No compatible transport"):  # event streams carry text only
            async with connected(lab, "/testhub", ("ServerSentEvents", "messagepack")):
                pass

    within(10, work())


def test_negotiate_sends_clients_elsewhere(lab):
    async def work():
        async with aiohttp.ClientSession() as session:
            found = await negotiate(session, f"{lab.address}/echo")
            assert found.connection_token and found.connection_token != found.connection_id
            with pytest.raises(NegotiationError, match="400: Some response from server"):
                await negotiate(session, f"{lab.address}/bad-negotiate")
            found = await negotiate(session, f"{lab.address}/echoredirect")
            assert len(found.available_transports) == 3
            async with session.post(f"{lab.address}/redirect/negotiate?baseUrl={lab.address}") as answer:
                assert (await answer.json())["url"].startswith(f"{lab.address}/testHub?numRedirects=")

    within(10, work())


def test_a_connection_broken_under_calls_is_taken_up_again(lab):
    async def work(protocol):
        client = HubConnection(protocol=protocol).with_stateful_reconnect()
        told = []
        client.on("Receive", told.append)
        reconnected = asyncio.Queue()
        client.on_reconnected = lambda: reconnected.put_nowait(1)
        await client.start(lab.address + "/test", transports={"WebSockets"})
        for cut in range(3):
            calls = [asyncio.create_task(client.invoke("Broadcast", f"{cut}-{n}")) for n in range(20)]
            await asyncio.sleep(0)
            client._transport._connection.transport.abort()
            await asyncio.wait_for(asyncio.gather(*calls), 10)
            await asyncio.wait_for(reconnected.get(), 10)
        await eventually(lambda: told == [f"{cut}-{n}" for cut in range(3) for n in range(20)], lambda: told)
        await client.stop()

    for protocol in ("json", "messagepack"):
        within(40, work(protocol))


# --- pysignalr ---


class Pysignalr:
    """pysignalr's client with calls that can be awaited."""

    def __init__(self, url, protocol, **options):
        self.client = SignalRClient(url, protocol=protocol(), **options)
        self.errors = asyncio.Queue()
        self.client.on_error(self.errors.put)

    async def __aenter__(self):
        opened = asyncio.Event()

        async def open():
            opened.set()

        self.client.on_open(open)
        self.running = asyncio.create_task(self.client.run())
        opening = asyncio.create_task(opened.wait())
        await asyncio.wait({self.running, opening}, return_when=asyncio.FIRST_COMPLETED)
        if self.running.done():
            self.running.result()
        return self

    async def __aexit__(self, *_):
        self.running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.running

    async def call(self, method, *arguments):
        answer = asyncio.get_running_loop().create_future()

        async def completed(message):
            if not answer.done():
                answer.set_result(message)

        await self.client.send(method, list(arguments), completed)
        message = await asyncio.wait_for(answer, 5)
        return message.error or message.result

    async def stream(self, method, *arguments):
        items, ended = [], asyncio.get_running_loop().create_future()

        async def on_next(item):
            items.append(item)

        async def on_end(message):
            ended.set_result(message)

        await self.client.stream(method, list(arguments), on_next, on_end, on_end)
        return items, (await asyncio.wait_for(ended, 5)).error


@pytest.mark.parametrize("protocol", [JSONProtocol, MessagepackProtocol])
def test_pysignalr(lab, protocol):
    async def work():
        async with Pysignalr(lab.address + "/test", protocol) as peer:
            client = peer.client
            assert await peer.call("Echo", TEXT) == TEXT
            assert await peer.call("Invoke", 1, {"a": [TEXT, None, 2.5]}) == {"a": [TEXT, None, 2.5]}
            assert await peer.call("Add", 40, 2) == 42
            assert await peer.call("Nothing") == "Unknown hub method 'Nothing'"
            assert (await asyncio.wait_for(peer.errors.get(), 5)).error == "Unknown hub method 'Nothing'"
            assert await peer.stream("Counter", 100) == (list(range(100)), None)
            back, told = asyncio.Queue(), asyncio.Queue()

            async def result(arguments):
                return {"got": arguments[0]}

            client.on("EchoBack", back.put)
            client.on("Receive", told.put)
            client.on("ClientResult", result)
            await client.send("InvokeWithClientResult", ["x"])
            assert await asyncio.wait_for(back.get(), 5) == [{"got": "x"}]
            await client.send("Broadcast", ["to all"])
            assert await asyncio.wait_for(told.get(), 5) == ["to all"]
        async with Pysignalr(lab.address + "/testhub", protocol) as peer:
            items, error = await peer.stream("StreamThrowException", "boo")
            assert items == [] and error.endswith("InvalidOperationException: boo")
            concatenated = asyncio.Queue()
            async with peer.client.client_stream("StreamingConcat") as upload:
                peer.client._invocation_handlers[upload.invocation_id] = concatenated.put
                for word in "abc":
                    await upload.send(word)
            # It gives the call no id of its own, so that there is no answer; the connection lives.
            assert await peer.call("Echo", "alive") == "alive"
            sent = await peer.call("SendComplexObject")
            time = sent["DateTime"]
            assert time == "2000-01-01T00:00:00Z" or time.to_datetime() == datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)

    within(30, work())


@pytest.mark.parametrize("protocol", [JSONProtocol, MessagepackProtocol])
def test_pysignalr_shows_a_token_and_follows_a_redirect(lab, protocol):
    async def work():
        with pytest.raises(AuthorizationError):
            async with Pysignalr(lab.address + "/authorizedhub", protocol):
                pass
        token = get(lab, "/generateJwtToken")
        async with Pysignalr(f"{lab.address}/authorizedhub?access_token={token}", protocol) as peer:
            assert await peer.call("Echo", "by the query") == "by the query"
        async with Pysignalr(lab.address + "/authorizedhub", protocol, headers={"Authorization": f"Bearer {token}"}) as peer:
            assert await peer.call("Echo", "by the header") == "by the header"
        async with Pysignalr(f"{lab.address}/redirect?baseUrl={lab.address}&accessToken=x", protocol) as peer:
            assert await peer.call("GetNumRedirects") >= 1
            assert json.loads(get(lab, "/deployment")) == {"deployed": True}

    within(20, work())
