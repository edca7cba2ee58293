"""Finds which files a USD file is made of: layers, references, payloads and clips, each of which may name others.

Few Blenders bring the Python module of USD along. So the text form is searched for what stands between @ signs, and
of the binary form (crate) the table of tokens, in which all such names are. Pictures that it names shape nothing
that Blender reads by a cache file.
"""

import os
import re
import struct

import file_groups

ENDS = (".usd", ".usda", ".usdc", ".usdz")
NAMED = re.compile(rb"@@@(.+?)@@@|@([^@\n]+)@|\"([^\"\n@]*#[^\"\n@]*\.usd[acz]?)\"")
CRATE = b"PXR-USDC"
MOST_FILES = 10_000
MOST_TOKENS = 256 << 20


def is_usd(path):
    return path.lower().endswith(ENDS)


def texts(text, path, sequence):
    """How a text that means a file, or a sequence of them, would name what it is made of."""
    pattern = file_groups.sequence_pattern(os.path.basename(path)) if sequence else None
    layers = [each for file in file_groups.siblings(path, pattern) or [path] for each in files_of(file)[0]]
    return [file_groups.beside(text, path, each) for each in dict.fromkeys(layers)]


def files_of(path):
    """The files that a USD file needs beside itself, and which of them it names by an absolute path.

    Both as they are there; what is not there is missing for whoever made it, too.
    """
    found, absolute = {}, []
    queue = [path]
    while queue and len(found) < MOST_FILES:
        layer = queue.pop()
        for name in names_in(layer):
            for each in there(layer, name):
                if each == path or each in found:
                    continue
                found[each] = True
                queue.append(each)
                if is_absolute(name):
                    absolute.append(each)
    return sorted(found), absolute


def is_absolute(name):
    return name.startswith(("/", "\\")) or re.match("[A-Za-z]:", name) is not None


def there(layer, name):
    """What a name stands for: a clip may have # for the digits of its number."""
    path = os.path.normpath(os.path.join(os.path.dirname(layer), name))
    if "#" not in path:
        return [path] if os.path.isfile(path) else []
    directory, name = os.path.split(path)
    pattern = re.compile(re.sub(r"(?:\\?#)+", r"\\d+", re.escape(name)))
    names = sorted(os.listdir(directory)) if os.path.isdir(directory) else []
    return [os.path.join(directory, each) for each in names if pattern.fullmatch(each)]


def names_in(path):
    """Names of other USD files in one of them; none where it cannot be read, which Blender says itself."""
    try:
        with open(path, "rb") as file:
            binary = file.read(len(CRATE)) == CRATE
            file.seek(0)
            return names_in_crate(file) if binary else names_in_text(file)
    except (OSError, ValueError, IndexError, struct.error):
        return []


def names_in_text(file):
    found = []
    for line in file:
        if b"@" in line or b"#" in line:
            found += [one or two or three for one, two, three in NAMED.findall(line)]
    return chosen(found)


def chosen(names):
    texts = (name.decode("utf-8", "replace").partition(":SDF_FORMAT_ARGS:")[0] for name in names)
    return [text for text in texts if is_usd(text) and len(text) < 4096]


def names_in_crate(file):
    """The table of contents lies where the header says; of it the section of tokens."""
    file.seek(16)
    (contents,) = struct.unpack("<q", file.read(8))
    file.seek(contents)
    (sections,) = struct.unpack("<Q", file.read(8))
    for _ in range(min(sections, 64)):
        name, start, _ = struct.unpack("<16sqq", file.read(32))
        if name.rstrip(b"\0") == b"TOKENS":
            file.seek(start)
            _, size, packed = struct.unpack("<QQQ", file.read(24))
            if max(size, packed) > MOST_TOKENS:
                raise ValueError("too many tokens")
            return chosen(unpacked(file.read(packed)).split(b"\0"))
    return []


def unpacked(data):
    """USD writes pieces of LZ4: their number, or 0 for a single one, and before each of several its length."""
    if data[0] == 0:
        return lz4(data[1:])
    result, at = b"", 1
    for _ in range(data[0]):
        (length,) = struct.unpack_from("<i", data, at)
        result += lz4(data[at + 4 : at + 4 + length])
        at += 4 + length
    return result


def lz4(data):
    """A block of LZ4: some bytes as they are, then some that came before, and so on."""
    result, at = bytearray(), 0
    while at < len(data):
        token = data[at]
        literals, at = length_at(data, at + 1, token >> 4)
        result += data[at : at + literals]
        at += literals
        if at >= len(data):
            break
        back = data[at] | data[at + 1] << 8
        count, at = length_at(data, at + 2, token & 15)
        count += 4
        start = len(result) - back
        if back == 0 or start < 0 or len(result) + count > MOST_TOKENS:
            raise ValueError("no LZ4")
        piece = bytes(result[start : start + count])
        result += (piece * (count // len(piece) + 1))[:count]
    return bytes(result)


def length_at(data, at, length):
    """A length that does not fit into four bits goes on in the bytes behind them."""
    if length == 15:
        while data[at] == 255:
            length, at = length + 255, at + 1
        length, at = length + data[at], at + 1
    return length, at
