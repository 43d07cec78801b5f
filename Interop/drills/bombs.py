#!/usr/bin/env python3
"""Compressed messages that grow, and compressed data that is none."""

import os
import threading
import time
import zlib

from drill import Figures, Server, closing_code, exactly, frame, leave, verdict

MIB = 1 << 20
OFFER = "permessage-deflate; client_max_window_bits"


def zeros(count):
    """That many zeros as one compressed message: a thousandth of it."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    pieces = []
    block = bytes(MIB)
    for _ in range(count // MIB):
        pieces.append(compressor.compress(block))
    pieces.append(compressor.flush(zlib.Z_SYNC_FLUSH))
    return b"".join(pieces)[:-4]


def strike(server, octets):
    """Sends octets over a WebSocket that agreed on deflate; returns the code it is closed with."""
    with server.web_socket(timeout=20, extensions=OFFER) as client:
        try:
            client.sendall(octets)
        except OSError:
            pass
        return closing_code(client)


def bombs():
    """100 MiB and 1 GiB of zeros in 0.1 and 1 MiB, whole and in fragments: 1009, and memory stays flat."""
    with Server("echo") as server:
        server.serves()
        figures = Figures(server)
        small, large = zeros(100 * MIB), zeros(1024 * MIB)
        half = len(small) // 2
        fragments = frame(2, small[:half], final=False, compressed=True) + frame(0, small[half:])
        codes = [strike(server, octets) for octets in (frame(2, small, compressed=True), frame(2, large, compressed=True), fragments)]
        grown = figures.grown()
        words = f"closed {codes}; peak {grown:+.1f} MiB; serves: {server.serves()}; {figures}"
        return verdict("zip bombs of 100 MiB and 1 GiB", codes == [1009] * 3 and grown < 16, words)


def many():
    """Twenty bombs of 200 MiB at once."""
    with Server("echo") as server:
        server.serves()
        figures = Figures(server)
        bomb = frame(2, zeros(200 * MIB), compressed=True)
        codes = []
        threads = [threading.Thread(target=lambda: codes.append(strike(server, bomb))) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        grown = figures.grown()
        print("      peers: ws 8.11 +1,110 MiB and 1007, websockets 17.4 +294 MiB and 1009")
        words = f"closed 1009: {codes.count(1009)}/20; peak {grown:+.1f} MiB; serves: {server.serves()}; {figures}"
        return verdict("20 zip bombs of 200 MiB at once", codes == [1009] * 20 and grown < 32, words)


def allowed():
    """What the limit allows is echoed, however well it compressed; the memory comes back."""
    with Server("echo") as server:
        server.serves()
        figures = Figures(server)
        with server.web_socket(timeout=20, extensions=OFFER) as client:
            client.sendall(frame(2, zeros(16 * MIB), compressed=True))
            first, length = exactly(client, 2)
            if first != 0xC2 or length < 126:
                return verdict("16 MiB of zeros", False, f"answered {first:#x} {length}")
            count = int.from_bytes(exactly(client, 2 if length == 126 else 8), "big")
            data = exactly(client, count)
            out = zlib.decompressobj(-15).decompress(data + b"\x00\x00\xff\xff")
        time.sleep(0.5)
        kept = server.memory() - figures.memory
        words = f"echoed whole: {out == bytes(16 * MIB)} in {count} octets; {kept:+.1f} MiB kept; {figures}"
        return verdict("16 MiB of zeros", out == bytes(16 * MIB) and kept < 8, words)


def nonsense():
    """Data that does not inflate, and compressed frames where nothing was agreed."""
    with Server("echo") as server:
        codes = [strike(server, frame(2, octets, compressed=True)) for octets in (b"\xff" * 50, b"\x07", os.urandom(4_096))]
        with server.web_socket() as client:
            client.sendall(frame(1, b"x", compressed=True))
            plain = closing_code(client)
        passed = codes == [1007] * 3 and plain == 1002 and server.serves()
        return verdict("bad compressed data", passed, f"closed {codes}; RSV1 not agreed: {plain}")


def contexts():
    """What 500 idle connections cost that agreed on compression and used it once."""
    with Server("echo") as server:
        warm = [server.web_socket(extensions=OFFER) for _ in range(20)]
        figures = Figures(server)
        compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
        message = (compressor.compress(b"hello hello hello") + compressor.flush(zlib.Z_SYNC_FLUSH))[:-4]
        clients = []
        for _ in range(500):
            client = server.web_socket(extensions=OFFER)
            client.sendall(frame(1, message, compressed=True))
            exactly(client, 2)
            clients.append(client)
        time.sleep(0.5)
        each = (server.memory() - figures.memory) * 1024 / 500
        for client in clients + warm:
            client.close()
        print("      peers: ws 8.11 289 KiB each, websockets 17.4 61 KiB (16 without contexts)")
        return verdict("500 idle WebSockets with compression", each < 61, f"{each:.1f} KiB each; {figures}")


if __name__ == "__main__":
    leave((bombs, many, allowed, nonsense, contexts))
