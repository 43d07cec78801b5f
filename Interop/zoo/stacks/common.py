"""What the stacks in Python share: the page's origin, a sound policy, a rule for WebSockets, and a server."""

import os

import uvicorn

ORIGIN = "https://app.example.com"
PORT = int(os.environ["PORT"])
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
HEADERS = ["Content-Type", "Authorization", "X-Tenant-Id", "X-Requested-With", "X-SignalR-User-Agent"]
POLICY = {"allow_origins": [ORIGIN], "allow_credentials": True, "allow_methods": METHODS, "allow_headers": HEADERS, "max_age": 600}


class OriginRule:
    """Refuses WebSockets (403) from pages on other origins, which no CORS middleware does."""

    def __init__(self, app, origins=(ORIGIN,)):
        self.app = app
        self.origins = [origin.encode() for origin in origins]

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket" and dict(scope["headers"]).get(b"origin") not in self.origins:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)


def serve(app):
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning", ws="websockets-sansio")
