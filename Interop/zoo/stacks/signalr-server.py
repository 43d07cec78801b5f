"""aiosignalr behind Starlette's CORS. ORIGINS, HEADERS: what CORS allows (`none`: no CORS middleware); SOCKETS: open or checked."""

import os

from aiosignalr.server import Hub, SignalRServer
from common import METHODS, OriginRule, serve
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware


class Chat(Hub):
    async def echo(self, text):
        return text


hub = SignalRServer(Chat).asgi_app(path="/hub")
rest = Starlette()


async def app(scope, receive, send):
    await (hub if scope.get("path", "").startswith("/hub") else rest)(scope, receive, send)


origins = os.environ.get("ORIGINS", "https://app.example.com")
headers = os.environ.get("HEADERS", "x-requested-with,x-signalr-user-agent,authorization,content-type").split(",")
if origins != "none":
    app = CORSMiddleware(app, allow_origins=[origins], allow_credentials=origins != "*", allow_methods=METHODS, allow_headers=headers, max_age=600)
if os.environ.get("SOCKETS") != "open":
    app = OriginRule(app)
serve(app)
