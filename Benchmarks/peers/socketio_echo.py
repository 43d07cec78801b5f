"""Socket.IO on python-socketio, served by uvicorn in its fastest form (uvloop, httptools). Usage: python3 socketio_echo.py PORT"""

import sys

import socketio
import uvicorn

io = socketio.AsyncServer(async_mode="asgi", logger=False, engineio_logger=False)


@io.on("message-with-ack")
async def acknowledge(_session, *arguments):
    return arguments


@io.on("bcast")
async def broadcast(_session, argument):
    await io.emit("b", argument)


uvicorn.run(
    socketio.ASGIApp(io),
    host="127.0.0.1",
    port=int(sys.argv[1]),
    ws="websockets-sansio",
    ws_per_message_deflate=False,
    log_level="error",
    access_log=False,
)
