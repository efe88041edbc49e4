"""Draws photos for checks/packages/run: a folder for each of two kinds, in it pictures of a disc in noise, all different.

draw.py FOLDER
"""
import pathlib
import random
import struct
import sys
import zlib

SIDE = 96
COLOURS = {"tomato": (200, 30, 20), "cucumber": (40, 140, 40)}


def png(colour, dice):
    """The bytes of a PNG file."""
    x, y, radius = dice.randint(35, 60), dice.randint(35, 60), dice.randint(15, 30)
    rows = bytearray()
    for row in range(SIDE):
        rows.append(0)
        for column in range(SIDE):
            inside = (column - x) ** 2 + (row - y) ** 2 < radius**2
            base = colour if inside else (220, 220, 210)
            rows += bytes(max(0, min(255, part + dice.randint(-25, 25))) for part in base)

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")


dice = random.Random(1)
for kind, colour in COLOURS.items():
    folder = pathlib.Path(sys.argv[1]) / kind
    folder.mkdir(parents=True)
    for number in range(12):
        (folder / f"{number}.png").write_bytes(png(colour, dice))
