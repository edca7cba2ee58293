# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads fields of objects that came from outside: what is not of the expected type counts as absent."""

import math

MOST_TEXT = 1000


def text(record, key, otherwise=""):
    """A text in one line, of a length that a panel can show."""
    value = record.get(key) if isinstance(record, dict) else None
    return one_line(value) if isinstance(value, str) else otherwise


def path(record, key):
    """A text as it is, however long and odd."""
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) and "\0" not in value else ""


def number(record, key, otherwise=0.0):
    value = record.get(key) if isinstance(record, dict) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return otherwise
    return float(value) if math.isfinite(value) and abs(value) < 1e15 else otherwise


def whole(record, key, otherwise=0):
    return int(number(record, key, otherwise))


def truth(record, key):
    return isinstance(record, dict) and record.get(key) is True


def child(record, key):
    """An object, empty where there is none."""
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, dict) else {}


def children(record, key):
    """The objects of a list."""
    value = record.get(key) if isinstance(record, dict) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts(record, key):
    value = record.get(key) if isinstance(record, dict) else None
    return [one_line(each) for each in value if isinstance(each, str)] if isinstance(value, list) else []


def paths(record, key):
    value = record.get(key) if isinstance(record, dict) else None
    if not isinstance(value, list):
        return []
    return [each for each in value if isinstance(each, str) and each and "\0" not in each]


def one_line(value):
    shown = value[:MOST_TEXT]
    if not shown.isprintable():
        shown = "".join(each if each.isprintable() else " " for each in shown)
    return shown.strip()
