import asyncio

import tornado.web
from common import ORIGIN, PORT


class Events(tornado.web.RequestHandler):
    def set_default_headers(self):
        self.set_header("Access-Control-Allow-Origin", ORIGIN)
        self.set_header("Cache-Control", "no-cache")
        self.set_header("Content-Type", "text/plain")  # broken
        self.set_header("Content-Type", "text/event-stream")  # mended

    async def get(self):
        for number in range(100):
            self.write(f"id: {number}\ndata: tick\n\n")
            await self.flush()
            await asyncio.sleep(0.2)


class Missing(Events):
    def prepare(self):
        raise tornado.web.HTTPError(404)


async def main():
    tornado.web.Application([("/events", Events)], default_handler_class=Missing).listen(PORT, "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
