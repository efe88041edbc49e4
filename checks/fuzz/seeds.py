"""Writes good inputs, a folder for each target of checks/fuzz."""

import io
import json
import pathlib
import struct
import sys
import zipfile

root = pathlib.Path(__file__).parents[2]
out = pathlib.Path(sys.argv[1])


def seed(target, name, data):
    folder = out / target
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)


# The smallest of the pictures that the tests and the documentation have.
pictures = [p for p in root.glob("*/src/test/resources/**/*") if p.suffix in {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".heic", ".avif"}]
pictures += list(root.glob("docs/images/**/*.png"))
for picture in sorted(pictures, key=lambda p: p.stat().st_size)[:20]:
    if picture.stat().st_size < 60_000:
        seed("ImageHeader", picture.name, picture.read_bytes())

header = json.dumps({"__metadata__": {"format": "pt"}, "a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]}}).encode()
seed("Safetensors", "one", struct.pack("<Q", len(header)) + header + struct.pack("<4f", 1, 2, 3, 4))

described = b"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }".ljust(117) + b"\n"
seed("Npy", "one", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(described)) + described + struct.pack("<4f", 1, 2, 3, 4))

seed("LabelFile", "one", b"labels:\n  - name: apple\n    aliases: [apfel, pomme]\n    group: fruit\n  - name: leek\n")
seed("Csv", "one", 'path,split\n"a,b.jpg",train\nc.png,test\n'.encode())
seed("PriceCsv", "one", "name,unit,price,plu,from,to,tax\nApple,kg,2.49,4011,2026-01-01,,7\nKiwi,piece,0.35,,2026-01-01,2026-12-31,7\n".encode())
seed("PriceCsv", "excel", "\ufeffsep=;\nname;unit;price\nJalapeño;kg;12,50\n".encode())

packed = io.BytesIO()
with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("apple/one.jpg", b"\xff\xd8\xff" * 50)
    archive.writestr("jalapeño/", b"")
    archive.writestr("__MACOSX/._one.jpg", b"x")
seed("Zip", "one", packed.getvalue())

tensor = {"name": "tensor", "datatype": "FP32", "shape": [1, 3, 8, 8], "data": [0.5] * 192}
image = {"name": "image", "datatype": "BYTES", "shape": [1], "data": ["/9j/4AAQ"]}
seed("Inference", "tensor", b"\0" + json.dumps({"id": "1", "inputs": [tensor], "outputs": [{"name": "label", "parameters": {"classification": 3}}]}).encode())
seed("Inference", "image", b"\0" + json.dumps({"inputs": [image]}).encode())
behind = struct.pack("<I", 3) + b"\xff\xd8\xff"
asked = {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": len(behind)}}]}
seed("Inference", "behind", bytes([len(behind)]) + json.dumps(asked).encode() + behind)


def field(number, data):
    return bytes([number << 3 | 2, len(data)]) + data


node = field(1, b"x") + field(2, b"y") + field(4, b"Relu")
weight = bytes([1 << 3, 2, 2 << 3, 1]) + field(8, b"w") + field(9, struct.pack("<2f", 1, 2))
graph = field(1, node) + field(2, b"g") + field(5, weight) + field(11, field(1, b"x")) + field(12, field(1, b"y"))
seed("Onnx", "one", bytes([1 << 3, 8]) + field(7, graph))
