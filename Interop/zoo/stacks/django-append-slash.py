from common import ORIGIN, serve
import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse, JsonResponse
from django.urls import path


def allow(get_response):
    def middleware(request):
        response = HttpResponse(status=204) if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers else get_response(request)
        response["Access-Control-Allow-Origin"] = ORIGIN
        response["Access-Control-Allow-Methods"] = "GET, PUT"
        response["Access-Control-Max-Age"] = "600"
        return response

    return middleware


def by_hand(request):
    return HttpResponse(status=204) if request.method == "OPTIONS" else JsonResponse({"greeting": "hello"})


settings.configure(
    SECRET_KEY="zoo", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"])  # broken
    MIDDLEWARE=[f"{__name__}.allow", "django.middleware.common.CommonMiddleware"])  # mended
django.setup()
urlpatterns = [path("api/", by_hand)]  # broken
urlpatterns = [path("api", by_hand)]  # mended
serve(get_asgi_application())
