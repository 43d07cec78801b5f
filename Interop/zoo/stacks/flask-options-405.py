from common import ORIGIN, PORT
from flask import Flask, request
from werkzeug.serving import run_simple

app = Flask(__name__)


@app.route("/api", methods=["GET", "PUT"], provide_automatic_options=False)  # broken
@app.route("/api", methods=["GET", "PUT"])  # mended
def api():
    return {"greeting": "hello"}


@app.after_request
def allow(response):
    response.vary.add("Origin")
    if request.headers.get("Origin") == ORIGIN:
        response.headers["Access-Control-Allow-Origin"] = ORIGIN
        response.headers["Access-Control-Allow-Methods"] = "GET, PUT"
        response.headers["Access-Control-Max-Age"] = "600"
    return response


run_simple("127.0.0.1", PORT, app, threaded=True)
