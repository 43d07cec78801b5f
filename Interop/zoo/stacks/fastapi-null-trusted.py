from common import HEADERS, METHODS, serve
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()


@app.get("/api")
def api():
    return {"greeting": "hello"}


app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com", "null"],  # broken
    allow_origins=["https://app.example.com"],  # mended
    allow_credentials=True, allow_methods=METHODS, allow_headers=HEADERS, max_age=600)
serve(app)
