import asyncio

import tornado.web
import tornado.websocket
from common import ORIGIN, PORT


class Echo(tornado.websocket.WebSocketHandler):
    def check_origin(self, origin):
        return True  # broken
        return origin == ORIGIN  # mended

    def on_message(self, message):
        self.write_message(message)


async def main():
    tornado.web.Application([("/ws", Echo)]).listen(PORT, "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
