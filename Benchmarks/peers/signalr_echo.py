"""SignalR on aiosignalr with uvloop. Usage: python3 signalr_echo.py PORT"""

import asyncio
import sys

import uvloop
from aiosignalr.server import Hub, SignalRServer


class Bench(Hub):
    async def Echo(self, text: str) -> str:
        return text

    async def Broadcast(self, text: str) -> None:
        await self.clients.all_.send("Receive", text)


async def main():
    await SignalRServer(Bench).serve("127.0.0.1", int(sys.argv[1]), path="/hub")
    await asyncio.Event().wait()


uvloop.run(main())
