# SPDX-License-Identifier: GPL-3.0-or-later
"""A line for a person that one can go to: what it is about is a data block, a file, or both."""

import os
import re

from . import fields


class Finding:
    """One line: what is lacking, or what a person should know. `about` names a data block, a file, or both."""

    def __init__(self, level, text, about=None):
        self.level = level
        self.text = text
        self.about = about or {}

    def file(self):
        """The file that it is about: told by the program, else an absolute path within its text."""
        told = fields.path(self.about, "file")
        if told:
            return told
        match = re.search(r"(?:^|[\s('\"])((?:/|[A-Za-z]:[\\/])[^'\",;()]*[^'\",;()\s.])", self.text)
        return match.group(1) if match else ""

    def folder(self):
        """The nearest folder of that file that is there; empty where there is no file."""
        place = self.file()
        while place and not os.path.isdir(place):
            upper = os.path.dirname(place)
            if upper == place:
                return ""
            place = upper
        return place
