"""Ends this Blender, and removes its directory, as soon as whoever started it is gone."""

import os
import select
import shutil
import threading
import time

MOST_ATTEMPTS = 100
BETWEEN_ATTEMPTS_S = 0.01


def watch(directory):
    """Nothing comes through stdin: its end is the end of the other side."""
    if is_ended():
        end(directory)
    threading.Thread(target=wait, args=(directory,), name="stdin", daemon=True).start()


def is_ended():
    """Whether it was so before Blender had started."""
    try:
        return bool(select.select([0], [], [], 0)[0]) and not os.read(0, 4096)
    except (OSError, ValueError):
        # Not every system can look at a pipe so.
        return False


def wait(directory):
    try:
        # Not sys.stdin, whose lock this thread would still hold when Python ends.
        while os.read(0, 4096):
            pass
    except OSError:
        return
    end(directory)


def end(directory):
    # The script goes on meanwhile, and may write another file into what is being emptied.
    for _ in range(MOST_ATTEMPTS):
        shutil.rmtree(directory, ignore_errors=True)
        if not os.path.lexists(directory):
            break
        time.sleep(BETWEEN_ATTEMPTS_S)
    os._exit(0)
