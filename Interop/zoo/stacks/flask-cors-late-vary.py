from common import HEADERS, METHODS, ORIGIN, PORT
from flask import Flask, make_response, request
from flask_cors import CORS
from werkzeug.serving import run_simple

app = Flask(__name__)
CORS(app, origins=[ORIGIN, "https://admin.example.com"], supports_credentials=True, allow_headers=HEADERS, methods=METHODS, max_age=600, always_send=False)
app.after_request(lambda response: (response.vary.add("Origin"), response)[1])  # mended


@app.route("/api", methods=METHODS)
def api():
    answer = make_response({"greeting": "hello"})
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


run_simple("127.0.0.1", PORT, app, threaded=True)
