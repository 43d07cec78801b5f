"""The interop server's profiles `lab-…`, and python-socketio clients, sync and async, under one interface."""

import asyncio
import pathlib
import subprocess
import threading

import socketio

from demo import BINARY, CLIENT_DIRECTORY, eventually

SERVER = pathlib.Path(BINARY).with_name("wayleave-interop-server")
TRANSPORTS = {"polling": ["polling"], "websocket": ["websocket"], "upgrade": ["polling", "websocket"]}


class Lab:
    """One running server on a free port."""

    def __init__(self, profile, *arguments):
        command = [SERVER, "--profile", profile, "--port", "0", "--client-directory", str(CLIENT_DIRECTORY), *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        line = self.process.stdout.readline()
        assert "listening on" in line, line
        self.address = "http://" + line.split("listening on ")[1].split(" ")[0].split("//")[-1]
        self.port = int(self.address.rsplit(":", 1)[1])

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=10) == 0, "SIGTERM is a graceful stop"


class Talker:
    """A client whose events are in `heard`, and that answers questions with what `answers` makes of them."""

    def __init__(self, address, transports, namespaces=("/",), auth=None, headers=None, query=""):
        self.heard = []
        self.ends = []
        self.refusals = []
        self.answers = {}
        self.namespaces = list(namespaces)
        self.make()
        for namespace in self.namespaces:
            self.client.on("*", self.hear(namespace), namespace=namespace)
            self.client.on("disconnect", lambda reason, name=namespace: self.ends.append(name), namespace=namespace)
            self.client.on("connect_error", self.refusals.append, namespace=namespace)
        self.do(
            self.client.connect, address + query, auth=auth, transports=transports, namespaces=self.namespaces, headers=headers or {},
            wait_timeout=5)

    def hear(self, namespace):
        def handler(event, *arguments):
            self.heard.append((event, list(arguments)) if namespace == "/" else (namespace, event, list(arguments)))
            return self.answers[event](*arguments) if event in self.answers else None

        return handler

    def emit(self, event, *arguments, namespace="/"):
        self.do(self.client.emit, event, arguments, namespace=namespace)

    def call(self, event, *arguments, namespace="/"):
        return self.do(self.client.call, event, arguments, namespace=namespace, timeout=5)

    def id(self, namespace="/"):
        return self.client.get_sid(namespace)

    def all(self, event):
        return [heard[-1] for heard in self.heard if heard[-2] == event]

    def await_event(self, event, arguments, count=1):
        eventually(lambda: self.all(event).count(arguments) >= count, lambda: self.heard)

    def settle(self):
        """Returns when all that was sent before has been handled, and its effects have arrived."""
        assert self.call("message-with-ack", 1) == 1


class SyncTalker(Talker):
    def make(self):
        self.client = socketio.Client(reconnection=False)

    def do(self, method, *arguments, **named):
        return method(*arguments, **named)

    def leave(self):
        # disconnect() waits for its reader, which can take long
        leaving = threading.Thread(target=self.client.disconnect, daemon=True)
        leaving.start()
        leaving.join(timeout=0.2)


class AsyncTalker(Talker):
    """The async client on an event loop of its own thread."""

    def make(self):
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

        async def client():
            return socketio.AsyncClient(reconnection=False)

        self.client = asyncio.run_coroutine_threadsafe(client(), self.loop).result(timeout=5)

    def do(self, method, *arguments, **named):
        return asyncio.run_coroutine_threadsafe(method(*arguments, **named), self.loop).result(timeout=10)

    def hear(self, namespace):
        handler = super().hear(namespace)

        async def asynchronously(event, *arguments):
            answer = handler(event, *arguments)
            return await answer if asyncio.iscoroutine(answer) else answer

        return asynchronously

    def leave(self):
        try:
            asyncio.run_coroutine_threadsafe(self.client.disconnect(), self.loop).result(timeout=0.5)
        except TimeoutError:
            pass
