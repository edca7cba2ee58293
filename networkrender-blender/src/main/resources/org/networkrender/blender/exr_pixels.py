"""Reads channels of a scan line OpenEXR file, and writes such files, with numpy.

Source: "OpenEXR File Layout" and "OpenEXR Technical Introduction", openexr.com. Every length is checked.
"""

import struct
import zlib

import exr_header
import numpy

HALF, FLOAT = 1, 2
TYPES = {0: "<u4", HALF: "<f2", FLOAT: "<f4"}
# How many rows a chunk has: without packing, with ZIPS, and with ZIP.
ROWS = {0: 1, 2: 1, 3: 16}
# A file is written in pieces of so many rows, so that it is not in memory a second time.
ROWS_AT_ONCE = 64
# The names of channels may have up to 255 bytes.
LONG_NAMES = 0x400


def read(path, names):
    """The values of channels as floats, rows from the top down, by name."""
    header = exr_header.ExrHeader(path)
    width, height = header.size
    found = {name: numpy.empty((height, width), "<f4") for name in names}
    for first, values in bands(path, header, names):
        for name, target in found.items():
            target[first : first + len(values[name])] = values[name]
    return found


def replace(path, target, names, others):
    """Writes those channels of a file into another one, some of them with other values."""
    header = exr_header.ExrHeader(path)
    kept = [name for name in names if name not in others]
    types = dict(zip(header.channels, header.types))
    writer = Writer(target, {name: types.get(name, FLOAT) for name in names}, header.size, header.texts)
    with writer:
        for first, values in bands(path, header, kept):
            rows = min(ROWS[header.packing], header.size[1] - first)
            values.update((name, other[first : first + rows]) for name, other in others.items())
            writer.write(first, rows, values)


def bands(path, header, names):
    """The first row of each chunk, from the top down, with the values of channels by name."""
    if header.packing not in ROWS or not set(header.types) <= set(TYPES):
        raise exr_header.BrokenHeader("an OpenEXR file with another packing or other channels")
    missing = sorted(set(names).difference(header.channels))
    if missing:
        raise exr_header.BrokenHeader("the OpenEXR file lacks %s" % missing[0])
    row = row_of(dict(zip(header.channels, header.types)), header.channels, header.size[0])
    height, most = header.size[1], ROWS[header.packing]
    with open(path, "rb") as file:
        file.seek(header.end)
        count = -(-height // most)
        for chunk, start in enumerate(struct.unpack("<%dQ" % count, exactly(file, 8 * count))):
            first = chunk * most
            rows = min(most, height - first)
            file.seek(start)
            line, size = struct.unpack("<ii", exactly(file, 8))
            if line - header.top != first or not 0 <= size <= rows * row.itemsize:
                raise exr_header.BrokenHeader("the rows of the OpenEXR file are mixed up")
            data = exactly(file, size)
            if size < rows * row.itemsize:
                data = unpacked(data, rows * row.itemsize)
            values = numpy.frombuffer(data, row)
            yield first, {name: values[name] for name in names}


def row_of(types, names, width):
    return numpy.dtype([(name, TYPES[types[name]], (width,)) for name in names])


def exactly(file, count):
    data = file.read(count)
    if len(data) != count:
        raise exr_header.BrokenHeader("the OpenEXR file is cut off")
    return data


def unpacked(data, length):
    """Undoes ZIP: the bytes are differences, those of the first half and of the second in turn."""
    values = numpy.frombuffer(zlib.decompressobj().decompress(data, length), numpy.uint8).copy()
    if len(values) != length:
        raise exr_header.BrokenHeader("rows of the OpenEXR file do not unpack")
    values[1:] -= 128
    values = numpy.cumsum(values, dtype=numpy.uint8)
    middle = (length + 1) // 2
    found = numpy.empty(length, numpy.uint8)
    found[0::2], found[1::2] = values[:middle], values[middle:]
    return found


class Writer:
    """Writes a file without packing, row by row from the top down."""

    def __init__(self, path, types, size, texts):
        names = sorted(types)
        width, self.height = size
        self.row = numpy.dtype(
            [("line", "<i4"), ("size", "<i4"), ("values", row_of(types, names, width))]
        )
        encoded = [name.encode("utf-8", "surrogateescape") for name in names]
        long = LONG_NAMES if any(len(name) > 31 for name in encoded) else 0
        listed = b"".join(
            name + b"\0" + struct.pack("<iB3xii", types[key], 0, 1, 1)
            for key, name in zip(names, encoded)
        )
        box = struct.pack("<4i", 0, 0, width - 1, self.height - 1)
        self.head = struct.pack("<II", exr_header.MAGIC, 2 | long)
        self.attribute("channels", "chlist", listed + b"\0")
        self.attribute("compression", "compression", b"\0")
        self.attribute("dataWindow", "box2i", box)
        self.attribute("displayWindow", "box2i", box)
        self.attribute("lineOrder", "lineOrder", b"\0")
        self.attribute("pixelAspectRatio", "float", struct.pack("<f", 1))
        self.attribute("screenWindowCenter", "v2f", struct.pack("<ff", 0, 0))
        self.attribute("screenWindowWidth", "float", struct.pack("<f", 1))
        for name, text in texts.items():
            self.attribute(name, "string", text.encode("utf-8", "surrogateescape"))
        self.head += b"\0"
        self.file = open(path, "wb")

    def attribute(self, name, kind, data):
        size = struct.pack("<i", len(data))
        name = name.encode("utf-8", "surrogateescape")
        self.head += name + b"\0" + kind.encode() + b"\0" + size + data

    def __enter__(self):
        self.file.write(self.head)
        start = len(self.head) + 8 * self.height
        table = start + self.row.itemsize * numpy.arange(self.height, dtype="<u8")
        self.file.write(table.tobytes())
        return self

    def __exit__(self, *error):
        self.file.close()

    def write(self, first, count, values):
        """Writes rows. What has no values is zero."""
        rows = numpy.zeros(count, self.row)
        rows["line"] = numpy.arange(first, first + count)
        rows["size"] = self.row.itemsize - 8
        for name, given in values.items():
            if given is not None:
                rows["values"][name] = given
        self.file.write(rows.tobytes())


def write(path, channels, size, texts):
    """Writes a file. A channel without values is zero, and takes half the room."""
    types = {name: HALF if values is None else FLOAT for name, values in channels.items()}
    with Writer(path, types, size, texts) as writer:
        for first in range(0, size[1], ROWS_AT_ONCE):
            rows = slice(first, min(first + ROWS_AT_ONCE, size[1]))
            band = {n: None if v is None else v[rows] for n, v in channels.items()}
            writer.write(first, rows.stop - first, band)
