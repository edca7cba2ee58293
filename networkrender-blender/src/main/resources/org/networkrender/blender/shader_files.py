"""Finds which files a shader in OSL includes, so that it can be compiled where they were sent."""

import os
import re

import file_groups

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">]', re.MULTILINE)
MOST_FILES = 1_000
MOST_BYTES = 16 << 20


def texts(text, path):
    """How a text that means a script would name what it includes."""
    return [file_groups.beside(text, path, each) for each in included(path)]


def included(path):
    """The files that one includes, itself or by others, as they are there.

    What is not there is what Blender itself brings along, or is missing for the author, too.
    """
    found = []
    queue = [path]
    while queue and len(found) < MOST_FILES:
        script = queue.pop()
        for name in INCLUDE.findall(text_of(script)):
            each = os.path.normpath(os.path.join(os.path.dirname(script), name))
            if each != path and each not in found and os.path.isfile(each):
                found.append(each)
                queue.append(each)
    return sorted(found)


def text_of(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(MOST_BYTES)
    except OSError:
        return ""
