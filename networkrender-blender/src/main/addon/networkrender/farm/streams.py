# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines out of a stream of bytes, however they come: halves, garbage, without end."""

import json

MOST_LINE = 16 * 1024 * 1024


class LineSplitter:
    """Cuts what comes into whole lines. A line that is longer than the limit is dropped as one."""

    def __init__(self, most=MOST_LINE):
        self._most = most
        self._begun = bytearray()
        self._dropping = False
        self.dropped = 0

    def feed(self, data):
        """Takes more bytes, and returns the lines that are whole now, without their ends."""
        lines = []
        start = 0
        while True:
            end = data.find(b"\n", start)
            if end < 0:
                self._keep(data[start:])
                return lines
            self._keep(data[start:end])
            start = end + 1
            if self._dropping:
                self._dropping = False
            else:
                lines.append(bytes(self._begun))
            self._begun.clear()

    def _keep(self, part):
        if self._dropping:
            return
        if len(self._begun) + len(part) > self._most:
            self._begun.clear()
            self._dropping = True
            self.dropped += 1
        else:
            self._begun += part


def decode(line):
    """Returns the object of a line, or None where it is none that this add-on reads."""
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("event"), str):
        return None
    return value


def encode(command):
    """Returns the line of a command."""
    return json.dumps(command, ensure_ascii=True).encode("ascii") + b"\n"
