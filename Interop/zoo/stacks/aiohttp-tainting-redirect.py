import os

from aiohttp import web
from common import ORIGIN, PORT

ALLOW = {"Access-Control-Allow-Origin": ORIGIN}


async def old(request):
    return web.HTTPFound(f"http://127.0.0.1:{os.environ['OTHER']}/api", headers=ALLOW)  # broken
    return web.HTTPFound(f"http://127.0.0.1:{PORT}/api", headers=ALLOW)  # mended


async def api(request):
    return web.json_response({"greeting": "hello"})


async def allow(request, response):
    response.headers.update(ALLOW)


app = web.Application()
app.router.add_get("/old", old)
app.router.add_get("/api", api)
app.on_response_prepare.append(allow)
web.run_app(app, host="127.0.0.1", port=PORT, print=None)
