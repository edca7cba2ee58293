"""The names that one name in a scene stands for. NamePattern.java has the same rules."""

import os
import re

UDIM = re.compile(r"<UDIM>|<UVTILE>")
UDIM_NUMBER = {"<UDIM>": "[0-9]{4}", "<UVTILE>": "u[0-9]+_v[0-9]+"}
NUMBERED = re.compile(r"^(.*?)([0-9]+)([^0-9]*)$", re.DOTALL)


def parts(name, sequence):
    """A name before, in and behind what differs in its group, and a pattern for that; or None.

    Of a numbered sequence it is the last digits before the extension.
    """
    token = UDIM.search(name)
    if token is not None:
        start, end = token.span()
        return name[:start], token.group(0), name[end:], UDIM_NUMBER[token.group(0)]
    stem, extension = os.path.splitext(name)
    match = NUMBERED.match(stem) if sequence else None
    if match is None:
        return None
    return match.group(1), match.group(2), match.group(3) + extension, "[0-9]+"


def pattern(name, sequence, flags=0):
    """A pattern for the names of the group, whose own group is what differs; or None."""
    found = parts(name, sequence)
    if found is None:
        return None
    before, _, after, varying = found
    return re.compile(re.escape(before) + "(" + varying + ")" + re.escape(after) + r"\Z", flags)


def siblings(path, sequence):
    """The files of the group that a path names."""
    directory, name = os.path.split(path)
    names = pattern(name, sequence)
    if names is None or not os.path.isdir(directory):
        return []
    return [os.path.join(directory, each) for each in os.listdir(directory) if names.match(each)]


def exists(path, sequence=False):
    """Whether a path stands for anything that is there."""
    return os.path.exists(path) or bool(siblings(path, sequence))


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
