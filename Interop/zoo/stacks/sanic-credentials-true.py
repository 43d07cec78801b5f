from common import ORIGIN, PORT
from sanic import Sanic, json
from sanic.response import empty

app = Sanic("zoo")
CREDENTIALS = True


@app.get("/api")
async def api(request):
    return json({"greeting": "hello"})


@app.options("/api")
async def preflight(request):
    return empty()


@app.on_response
async def allow(request, response):
    response.headers["Vary"] = "Origin"
    if request.headers.get("origin") == ORIGIN:
        response.headers["Access-Control-Allow-Origin"] = ORIGIN
        response.headers["Access-Control-Allow-Credentials"] = str(CREDENTIALS)  # broken
        response.headers["Access-Control-Allow-Credentials"] = str(CREDENTIALS).lower()  # mended
        response.headers["Access-Control-Max-Age"] = "600"


if __name__ == "__main__":
    app.run("127.0.0.1", PORT, single_process=True, access_log=False, motd=False)
