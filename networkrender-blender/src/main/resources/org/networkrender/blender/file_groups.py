"""The names that one name in a scene stands for. NamePattern.java has the same rules."""

import os
import re

UDIM = re.compile(r"<UDIM>|<UVTILE>")
UDIM_NUMBER = {"<UDIM>": r"\d{4}", "<UVTILE>": r"u\d+_v\d+"}


def sequence_pattern(name):
    """A pattern for the files of a numbered sequence: the last digits before the extension."""
    stem, extension = os.path.splitext(name)
    match = re.match(r"^(.*?)(\d+)(\D*)$", stem, re.DOTALL)
    if match is None:
        return None
    return re.compile(
        re.escape(match.group(1)) + r"\d+" + re.escape(match.group(3) + extension) + r"\Z"
    )


def tile_pattern(name):
    token = UDIM.search(name)
    if token is None:
        return None
    before, after = name[: token.start()], name[token.end() :]
    return re.compile(
        re.escape(before) + UDIM_NUMBER[token.group(0)] + re.escape(after) + r"\Z"
    )


def siblings(path, pattern):
    directory = os.path.dirname(path)
    if pattern is None or not os.path.isdir(directory):
        return []
    return [
        os.path.join(directory, name)
        for name in sorted(os.listdir(directory))
        if pattern.match(name)
    ]


def exists(path, sequence=False):
    """Whether a path stands for anything that is there."""
    if os.path.exists(path):
        return True
    name = os.path.basename(path)
    pattern = tile_pattern(name) or (sequence_pattern(name) if sequence else None)
    return bool(siblings(path, pattern))


def beside(text, path, other):
    """How the text that means a path would name another one, from the same directory on."""
    start = text[: max(text.rfind("/"), text.rfind("\\")) + 1]
    return start + os.path.relpath(other, os.path.dirname(path)).replace(os.sep, "/")


def view_names(name, suffixes):
    """The names of one picture for each view: a_L.png stands for a_R.png too."""
    stem, extension = os.path.splitext(name)
    for suffix in suffixes:
        if suffix and stem.endswith(suffix):
            start = stem[: -len(suffix)]
            return [start + each + extension for each in suffixes]
    return [name]
