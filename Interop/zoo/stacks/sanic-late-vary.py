from common import PORT
from sanic import Sanic, json

app = Sanic("zoo")
ORIGINS = {"https://app.example.com", "https://admin.example.com"}


@app.get("/api")
async def api(request):
    return json({"greeting": "hello"}, headers={"Cache-Control": "public, max-age=300"})


@app.on_response
async def allow(request, response):
    response.headers["Vary"] = "Origin"  # mended
    if request.headers.get("origin") in ORIGINS:
        response.headers["Vary"] = "Origin"  # broken
        response.headers["Access-Control-Allow-Origin"] = request.headers["origin"]


if __name__ == "__main__":
    app.run("127.0.0.1", PORT, single_process=True, access_log=False, motd=False)
