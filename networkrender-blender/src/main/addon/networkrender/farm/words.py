# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers as people say them. `say` translates a pattern; what is filled in comes after that."""

import re

# A blank after which a line may end: not between a number and its unit.
BLANK = re.compile(r"\s+(?<!\d\s)|\s+(?!(?:s|min|h|%|B|kB|MB|GB|TB)(?:\W|$))")


def same(pattern):
    """Translates nothing."""
    return pattern


def duration(seconds, say=same):
    seconds = max(0, int(seconds + 0.5))
    if seconds < 60:
        return say("{seconds} s").format(seconds=seconds)
    minutes = seconds // 60
    if minutes < 60:
        return say("{minutes} min {seconds:02} s").format(minutes=minutes, seconds=seconds % 60)
    return say("{hours} h {minutes:02} min").format(hours=minutes // 60, minutes=minutes % 60)


def size(count):
    value = float(max(0, count))
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return "%.0f %s" % (value, unit) if unit == "B" else "%.1f %s" % (value, unit)
        value /= 1000
    return "%.1f TB" % value


def percent(fraction):
    return "%d %%" % int(100 * min(1.0, max(0.0, fraction)))


def count_frames(text, most=10_000_000):
    """How many frames a text such as 1-10,20,30-40x2 names; None where it names none."""
    total = 0
    for part in text.split(","):
        span, _, step = part.strip().partition("x")
        first, dash, last = span[1:].partition("-") if span.startswith("-") else span.partition("-")
        first = "-" + first if span.startswith("-") else first
        try:
            start, end, stride = int(first), int(last) if dash else int(first), int(step) if step else 1
        except ValueError:
            return None
        if end < start or stride < 1:
            return None
        total += (end - start) // stride + 1
        if total > most:
            return None
    return total


def wrap(text, width):
    """Cuts a text into lines of about so many characters, for a panel that does not wrap."""
    lines, line = [], ""
    for word in BLANK.split(text.strip()):
        while len(word) > width:
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:width])
            word = word[width:]
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = (line + " " + word).strip()
    if line:
        lines.append(line)
    return lines
