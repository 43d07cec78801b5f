from common import POLICY, serve
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse

app = FastAPI()


@app.get("/api")
def api():
    return {"greeting": "hello"}


async def require_token(request, call_next):
    if request.headers.get("authorization") != "Bearer zoo":
        return JSONResponse({"detail": "Not authenticated"}, status_code=401, headers={"WWW-Authenticate": "Bearer"})
    return await call_next(request)


# The middleware added last stands outermost.
app.add_middleware(CORSMiddleware, **POLICY)  # broken
app.add_middleware(BaseHTTPMiddleware, dispatch=require_token)
app.add_middleware(CORSMiddleware, **POLICY)  # mended
serve(app)
