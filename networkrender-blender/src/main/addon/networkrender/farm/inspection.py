# SPDX-License-Identifier: GPL-3.0-or-later
"""What a look into the scene found: `networkrender inspect --json`, as lines with something to go to."""

import json

from . import fields, words
from .finding import Finding

MOST_FINDINGS = 50


class Look:
    """The result of a look."""

    def __init__(self, record):
        self.frames = fields.text(record, "frames")
        self.width, self.height = fields.whole(record, "width"), fields.whole(record, "height")
        sizes = [fields.number(each, "bytes") for each in fields.children(record, "files")]
        self.files, self.bytes = len(sizes), sum(sizes)
        self.whole_frames = fields.text(fields.child(record, "tiles"), "reason")
        about = fields.child(record, "about")
        found = []
        refused = fields.text(record, "refused")
        if refused:
            found.append(Finding("refused", refused, fields.child(about, refused)))
        for level in ("missing", "lacks", "warnings"):
            found += [Finding(level, each, fields.child(about, each)) for each in fields.texts(record, level)]
        self.more = max(0, len(found) - MOST_FINDINGS)
        self.findings = found[:MOST_FINDINGS]

    def is_fine(self):
        return all(each.level == "warnings" for each in self.findings)

    def lines(self, say=words.same):
        """What is in the scene, and what of it leaves this computer."""
        count = words.count_frames(self.frames) or 0
        lines = [
            say("{frames} frames of {width} x {height}").format(frames=count, width=self.width, height=self.height)
        ]
        if self.files == 1:
            lines.append(
                say("The scene and 1 file ({size}) are sent to the workers").format(size=words.size(self.bytes))
            )
        elif self.files:
            lines.append(
                say("The scene and {count} files ({size}) are sent to the workers").format(
                    count=self.files, size=words.size(self.bytes)
                )
            )
        else:
            lines.append(say("The scene alone is sent to the workers"))
        if self.whole_frames:
            lines.append(say("A still is rendered in one piece: {why}").format(why=self.whole_frames))
        return lines


def read(data):
    """Returns the look of a line of JSON; None where it is no such line."""
    try:
        record = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return Look(record) if isinstance(record, dict) and "frames" in record else None
