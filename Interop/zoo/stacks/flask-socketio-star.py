from common import ORIGIN, PORT
from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
origins = "*"  # broken
origins = [ORIGIN]  # mended
SocketIO(app, cors_allowed_origins=origins, async_mode="threading").run(app, "127.0.0.1", PORT, allow_unsafe_werkzeug=True)
