"""Reads arrays out of a .npz or .safetensors file and prints them as JSON; knows nothing of the code that wrote it.

    python3 test/unit/representation/recorded/read.py FILE [--plain]

With the libraries that own the formats where they are installed, else (or with --plain) by the formats' descriptions.
"""

import json
import struct
import sys
import zipfile
from ast import literal_eval


def numpy_arrays(path):
    import numpy

    with numpy.load(path) as arrays:
        return {name: {"type": arrays[name].dtype.str, "shape": list(arrays[name].shape), "values": arrays[name].ravel().tolist()} for name in arrays.files}


def safetensors_arrays(path):
    from safetensors import safe_open

    with safe_open(path, "np") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
        found = {name: {"type": t.dtype.str, "shape": list(t.shape), "values": t.ravel().tolist()} for name, t in tensors.items()}
        return {**found, "__metadata__": file.metadata()}


def values(data, kind):
    return list(struct.unpack(f"<{len(data) // 4}{'f' if kind == '<f4' else 'i'}", data))


def plain_npz(path):
    found = {}
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            raise SystemExit("a checksum is wrong")
        for name in archive.namelist():
            data = archive.read(name)
            assert data[:8] == b"\x93NUMPY\x01\x00", data[:8]
            start = 10 + struct.unpack("<H", data[8:10])[0]
            head = literal_eval(data[10:start].decode("latin1"))
            assert head["fortran_order"] is False
            found[name.removesuffix(".npy")] = {"type": head["descr"], "shape": list(head["shape"]), "values": values(data[start:], head["descr"])}
    return found


def plain_safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    head = json.loads(data[8:start])
    found = {"__metadata__": head.pop("__metadata__")}
    for name, entry in head.items():
        kind = {"F32": "<f4", "I32": "<i4"}[entry["dtype"]]
        first, end = entry["data_offsets"]
        found[name] = {"type": kind, "shape": entry["shape"], "values": values(data[start + first : start + end], kind)}
    return found


path = sys.argv[1]
library, plain = (numpy_arrays, plain_npz) if path.endswith(".npz") else (safetensors_arrays, plain_safetensors)
try:
    found = plain(path) if "--plain" in sys.argv else library(path)
except ImportError:
    found = plain(path)
# JSON has no NaN: text says it.
for array in found.values():
    if "values" in array:
        array["values"] = [repr(value) if value != value else value for value in array["values"]]
print(json.dumps(found))
