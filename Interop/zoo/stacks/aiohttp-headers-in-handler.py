from aiohttp import web
from common import ORIGIN, PORT

ALLOW = {"Access-Control-Allow-Origin": ORIGIN, "Access-Control-Allow-Credentials": "true", "Access-Control-Allow-Headers": "authorization",
         "Access-Control-Allow-Methods": "GET, POST", "Access-Control-Max-Age": "600"}


async def api(request):
    if request.headers.get("Authorization") != "Bearer zoo":
        raise web.HTTPUnauthorized(text="no token")
    return web.json_response({"greeting": "hello"}, headers=ALLOW)  # broken
    return web.json_response({"greeting": "hello"})  # mended


async def preflight(request):
    return web.Response(status=204, headers=ALLOW)


async def allow(request, response):
    response.headers.update(ALLOW)


app = web.Application()
app.router.add_get("/api", api)
app.router.add_route("OPTIONS", "/api", preflight)
app.on_response_prepare.append(allow)  # mended
web.run_app(app, host="127.0.0.1", port=PORT, print=None)
