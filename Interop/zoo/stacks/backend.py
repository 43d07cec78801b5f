"""A backend behind proxies. POLICY: none, good, reflect-no-vary; SOCKETS: open, checked."""

import asyncio
import os

from common import ORIGIN, POLICY, OriginRule, serve
from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, JSONResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute


async def api(request):
    headers = {"Cache-Control": "public, max-age=60"} if os.environ.get("CACHEABLE") else {}
    return JSONResponse({"greeting": "hello"}, headers=headers)


async def events(request):
    async def ticks():
        for number in range(100):
            yield f"id: {number}\ndata: tick\n\n"
            await asyncio.sleep(0.2)

    return StreamingResponse(ticks(), media_type="text/event-stream", headers={"Cache-Control": "no-cache"})


async def login(request):
    return HTMLResponse("<!doctype html><title>Sign in</title><form method=post><input name=user><input name=password type=password></form>")


async def echo(socket):
    await socket.accept()
    async for text in socket.iter_text():
        await socket.send_text(text)


async def reflect(request, call_next):
    response = await call_next(request)
    if request.headers.get("origin") in (ORIGIN, "https://admin.example.com"):
        response.headers["Access-Control-Allow-Origin"] = request.headers["origin"]
    return response


app = Starlette(routes=[
    Route("/api", api, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    Route("/api/", api, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    Route("/events", events), Route("/login", login), WebSocketRoute("/ws", echo)])
if os.environ["POLICY"] == "reflect-no-vary":
    app.add_middleware(BaseHTTPMiddleware, dispatch=reflect)
if os.environ["POLICY"] == "good":
    app = CORSMiddleware(app, **POLICY)
if os.environ.get("SOCKETS") == "checked":
    app = OriginRule(app)
serve(app)
