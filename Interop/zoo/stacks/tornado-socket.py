"""A WebSocket with Tornado's own check: the Origin's host must be the request's Host. NAMES: subprotocols it answers with."""

import asyncio
import os

import tornado.web
import tornado.websocket
from common import PORT


class Echo(tornado.websocket.WebSocketHandler):
    def on_message(self, message):
        self.write_message(message)


async def main():
    tornado.web.Application([("/ws", Echo)]).listen(PORT, "127.0.0.1", xheaders="TRUST" in os.environ)
    await asyncio.Event().wait()


asyncio.run(main())
