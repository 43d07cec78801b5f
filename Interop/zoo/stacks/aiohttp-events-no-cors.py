import asyncio

from aiohttp import web
from common import ORIGIN, PORT


async def events(request):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    await response.prepare(request)
    for number in range(100):
        await response.write(f"id: {number}\ndata: tick\n\n".encode())
        await asyncio.sleep(0.2)
    return response


async def allow(request, response):
    response.headers["Access-Control-Allow-Origin"] = ORIGIN


app = web.Application()
app.router.add_get("/events", events)
app.on_response_prepare.append(allow)  # mended
web.run_app(app, host="127.0.0.1", port=PORT, print=None)
