from common import METHODS, ORIGIN, serve
from quart import Quart
from quart_cors import cors

app = Quart(__name__)


@app.route("/api", methods=METHODS)
async def api():
    return {"greeting": "hello"}


app = cors(
    app, allow_origin=[ORIGIN], allow_credentials=True, allow_methods=METHODS, max_age=600,
    allow_headers=["Content-Type", "Authorization"])  # broken
    allow_headers=["Content-Type", "Authorization", "X-Tenant-Id"])  # mended
serve(app)
