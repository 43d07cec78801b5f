from common import ORIGIN, serve
import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import JsonResponse
from django.urls import path

settings.configure(
    SECRET_KEY="zoo", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, INSTALLED_APPS=["corsheaders"],
    MIDDLEWARE=["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"],
    CORS_ALLOW_ALL_ORIGINS=True,  # broken
    CORS_ALLOWED_ORIGINS=[ORIGIN],  # mended
    CORS_ALLOW_CREDENTIALS=True, CORS_PREFLIGHT_MAX_AGE=600)
django.setup()
urlpatterns = [path("api", lambda request: JsonResponse({"greeting": "hello"}))]
serve(get_asgi_application())
