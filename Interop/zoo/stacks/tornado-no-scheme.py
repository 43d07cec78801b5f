import asyncio

import tornado.web
from common import ORIGIN, PORT


class API(tornado.web.RequestHandler):
    def set_default_headers(self):
        self.set_header("Access-Control-Allow-Origin", "app.example.com")  # broken
        self.set_header("Access-Control-Allow-Origin", ORIGIN)  # mended
        self.set_header("Access-Control-Allow-Methods", "GET, PUT")
        self.set_header("Access-Control-Max-Age", "600")

    def options(self):
        self.set_status(204)

    def get(self):
        self.write({"greeting": "hello"})


class Missing(API):
    def prepare(self):
        raise tornado.web.HTTPError(404)


async def main():
    tornado.web.Application([("/api", API)], default_handler_class=Missing).listen(PORT, "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
