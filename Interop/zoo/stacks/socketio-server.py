"""python-socketio. ORIGINS: a list with commas, `*`, or `off` for no CORS at all; PATHNAME: where it answers."""

import os

import socketio
from common import OriginRule, serve
from starlette.applications import Starlette

chosen = os.environ.get("ORIGINS", "https://app.example.com")
origins = [] if chosen == "off" else chosen if chosen == "*" else chosen.split(",")
server = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=origins)
rest = Starlette()
application = socketio.ASGIApp(server, other_asgi_app=rest, socketio_path=os.environ.get("PATHNAME", "socket.io"))
serve(OriginRule(application))
