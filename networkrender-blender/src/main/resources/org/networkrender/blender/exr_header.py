"""Reads the header of a scan line OpenEXR file of one part.

Source: "OpenEXR File Layout", openexr.com. Every length is checked before anything is read.
"""

import struct

MAGIC = 20000630
# Tiles, deep data and several parts: none is in a file that Blender or the joining writes.
OTHER_KINDS = 0x200 | 0x800 | 0x1000
# A manifest of Cryptomatte names every object.
MOST_BYTES = 256 << 20
MOST_NAME = 255


class BrokenHeader(ValueError):
    """The file is not what it should be."""


class ExrHeader:
    """What a header tells: size, the names of the channels and their types, the texts, the packing, and
    where the table of the chunks begins."""

    def __init__(self, path):
        self.size = None
        self.channels = []
        self.types = []
        self.texts = {}
        self.packing = None
        self.top = 0
        self.left = MOST_BYTES
        with open(path, "rb") as file:
            self.file = file
            magic, version = struct.unpack("<II", self.read(8))
            if magic != MAGIC or version & 0xFF != 2 or version & OTHER_KINDS:
                raise BrokenHeader("not a scan line OpenEXR file")
            self.read_attributes()
            self.end = file.tell()
        if self.size is None or not self.channels:
            raise BrokenHeader("an OpenEXR file without size or channels")

    def read(self, count):
        if count < 0 or count > self.left:
            raise BrokenHeader("the header of the OpenEXR file is too long")
        self.left -= count
        data = self.file.read(count)
        if len(data) != count:
            raise BrokenHeader("the header of the OpenEXR file is cut off")
        return data

    def read_name(self):
        name = bytearray()
        while True:
            byte = self.read(1)
            if byte == b"\0":
                return name.decode("utf-8", "surrogateescape")
            name += byte
            if len(name) > MOST_NAME:
                raise BrokenHeader("a name in the OpenEXR file has no end")

    def read_attributes(self):
        while True:
            name = self.read_name()
            if not name:
                return
            kind = self.read_name()
            data = self.read(struct.unpack("<i", self.read(4))[0])
            if kind == "string":
                self.texts[name] = data.decode("utf-8", "surrogateescape")
            elif name == "dataWindow" and len(data) == 16:
                left, top, right, bottom = struct.unpack("<4i", data)
                self.size = right - left + 1, bottom - top + 1
                self.top = top
            elif name == "compression" and len(data) == 1:
                self.packing = data[0]
            elif name == "channels":
                self.read_channels(data)

    def read_channels(self, data):
        at = 0
        while at < len(data) and data[at]:
            end = data.find(b"\0", at)
            if end < 0:
                raise BrokenHeader("the channels of the OpenEXR file are cut off")
            self.channels.append(data[at:end].decode("utf-8", "surrogateescape"))
            self.types.append(int.from_bytes(data[end + 1 : end + 5], "little"))
            at = end + 17
