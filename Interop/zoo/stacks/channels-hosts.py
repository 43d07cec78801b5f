from common import ORIGIN, PORT
import django
from django.conf import settings

settings.configure(SECRET_KEY="zoo", ALLOWED_HOSTS=["api.example.com"], INSTALLED_APPS=["channels"])
django.setup()

from channels.generic.websocket import WebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator, OriginValidator
from daphne.endpoints import build_endpoint_description_strings
from daphne.server import Server
from django.urls import path


class Echo(WebsocketConsumer):
    def receive(self, text_data=None, bytes_data=None):
        self.send(text_data=text_data, bytes_data=bytes_data)


sockets = URLRouter([path("ws", Echo.as_asgi())])
checked = AllowedHostsOriginValidator(sockets)  # broken
checked = OriginValidator(sockets, [ORIGIN])  # mended
Server(
    ProtocolTypeRouter({"websocket": checked}), signal_handlers=True,
    endpoints=build_endpoint_description_strings(host="127.0.0.1", port=PORT)).run()
