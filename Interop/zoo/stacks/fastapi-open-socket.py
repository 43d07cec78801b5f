from common import POLICY, OriginRule, serve
from fastapi import FastAPI, WebSocket
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()


@app.websocket("/ws")
async def chat(socket: WebSocket):
    await socket.accept()
    async for text in socket.iter_text():
        await socket.send_text(text)


app.add_middleware(CORSMiddleware, **POLICY)  # covers HTTP only
app.add_middleware(OriginRule)  # mended
serve(app)
