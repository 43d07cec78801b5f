import asyncio

from common import ORIGIN, PORT
from websockets.asyncio.server import serve


async def echo(socket):
    async for message in socket:
        await socket.send(message)


async def main():
    origins = None  # broken
    origins = [ORIGIN]  # mended
    async with serve(echo, "127.0.0.1", PORT, origins=origins) as server:
        await server.serve_forever()


asyncio.run(main())
