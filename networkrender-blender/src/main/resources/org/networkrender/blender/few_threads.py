"""Lets the Python module of Blender start no more threads than it is to render with.

Blender's program is told by its argument -t. The module takes none: it makes as many threads as there are
processors, and one that has nothing to do may look for work all the time a frame is rendered with fewer
(seen in 4.5, with one thread on two processors: the second was kept busy with nothing; not in 5.2). The
module counts the processors that its process may use while it is imported, and not again (seen in both).
"""

import os
import sys


def import_blender():
    """Imports it, unless this is its program; afterwards the process may use each processor again."""
    threads = int(os.environ.get("NETWORKRENDER_THREADS", "0"))
    if not threads or "bpy" in sys.modules or not hasattr(os, "sched_setaffinity"):
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[:threads])
    try:
        import bpy  # noqa: F401
    finally:
        os.sched_setaffinity(0, allowed)
