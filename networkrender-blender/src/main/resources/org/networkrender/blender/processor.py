"""What Cycles says of the processor."""

import re


def instructions():
    """The processor's instruction sets that Cycles uses, in lower case."""
    try:
        import _cycles
    except ImportError:
        return ""
    text = _cycles.system_info() if hasattr(_cycles, "system_info") else ""
    known = re.search(r"CPU device capabilities:([^\n]*)", text)
    return known.group(1).strip().lower() if known else ""
