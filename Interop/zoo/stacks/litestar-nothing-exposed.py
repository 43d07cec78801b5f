from common import METHODS, ORIGIN, serve
from litestar import Litestar, Response, get
from litestar.config.cors import CORSConfig


@get("/api")
async def api() -> Response:
    return Response({"items": []}, headers={"X-Total-Count": "120", "X-Request-Id": "7f3a", "Link": '</api?page=2>; rel="next"', "Vary": "Origin"})


serve(Litestar([api], cors_config=CORSConfig(
    allow_origins=[ORIGIN], allow_credentials=True, allow_methods=METHODS, allow_headers=["Content-Type", "Authorization"],
    expose_headers=["X-Total-Count", "X-Request-Id", "Link"],  # mended
    max_age=600)))
