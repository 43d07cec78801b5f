from common import HEADERS, METHODS, ORIGIN, PORT
from flask import Flask, make_response
from flask_cors import CORS
from werkzeug.serving import run_simple

app = Flask(__name__)
CORS(app, origins=[ORIGIN], supports_credentials=True, allow_headers=HEADERS, methods=METHODS, max_age=600, always_send=False)
app.after_request(lambda response: (response.vary.add("Origin"), response)[1])


@app.route("/api", methods=METHODS)
def api():
    answer = make_response({"greeting": "hello"})
    answer.headers["Content-Disposition"] = 'attachment; filename="invoice-7.pdf"'
    answer.headers["Access-Control-Expose-Headers"] = "Content-Disposition"  # mended
    return answer


run_simple("127.0.0.1", PORT, app, threaded=True)
