"""Tells which Blender this is, to the last build."""

import json
import os
import struct

import bpy


def text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def is_module():
    """Whether this is a Python that has Blender as a module, and not Blender's own program."""
    return not bpy.app.binary_path or bool(getattr(bpy.app, "module", False))


def build():
    """A text that two machines share only if they have the same program."""
    app = bpy.app
    kind = "module" if is_module() else "program"
    words = (app.build_hash, app.build_date, app.build_time, app.build_platform)
    words = [text(word).strip() for word in words]
    if words[0] in ("", "Unknown"):
        # Distributions leave it out.
        words = ["file", file_identity(app.binary_path)]
    return " ".join([kind, *words])


def file_identity(path):
    """What the linker calls a program, or its size where there is no such name."""
    try:
        return linker_name(path) or "%d bytes" % os.path.getsize(path)
    except (OSError, struct.error):
        return "unknown"


def linker_name(path):
    """The build id of a 64 bit ELF file in the byte order of nearly all machines; else nothing."""
    with open(path, "rb") as file:
        head = file.read(64)
        if head[:6] != b"\x7fELF\x02\x01":
            return ""
        start = struct.unpack_from("<Q", head, 32)[0]
        size, count = struct.unpack_from("<HH", head, 54)
        for index in range(count):
            file.seek(start + index * size)
            entry = file.read(56)
            kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", entry)
            if kind == 4 and length < 1 << 20:
                file.seek(offset)
                name = named_note(file.read(length))
                if name:
                    return name
    return ""


def named_note(notes):
    place = 0
    while place + 12 <= len(notes):
        owner, length, kind = struct.unpack_from("<III", notes, place)
        begin = place + 12 + (owner + 3) // 4 * 4
        if kind == 3 and notes[place + 12 : place + 12 + owner] == b"GNU\0":
            return notes[begin : begin + length].hex()
        place = begin + (length + 3) // 4 * 4
    return ""


def tell():
    return {"version": list(bpy.app.version), "build": build(), "module": is_module()}


def save(directory):
    path = os.path.join(directory, "identity.json")
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(tell(), file)
    os.replace(path + ".part", path)
