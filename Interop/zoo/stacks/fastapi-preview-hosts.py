from common import HEADERS, METHODS, serve
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()


@app.get("/api")
def api():
    return {"greeting": "hello"}


app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://app\.example\.com|https://[a-z0-9-]+\.vercel\.app",  # broken
    allow_origins=["https://app.example.com", "https://shop-git-main-team.vercel.app"],  # mended
    allow_credentials=True, allow_methods=METHODS, allow_headers=HEADERS, max_age=600)
serve(app)
