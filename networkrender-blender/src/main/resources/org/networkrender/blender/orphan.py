"""Ends this Blender, and removes its directory, as soon as whoever started it is gone."""

import atexit
import os
import select
import shutil
import threading
import time

MOST_ATTEMPTS = 100
BETWEEN_ATTEMPTS_S = 0.01
LOCK = "networkrender.lock"
ENDING = threading.Event()


def watch(directory):
    """Nothing comes through stdin: its end is the end of the other side."""
    if is_ended():
        end(directory)
    guard(directory)
    threading.Thread(target=wait, args=(directory,), name="stdin", daemon=True).start()


def guard(directory):
    """A script that ends, or fails because nobody reads it any more, does not end the removal."""
    atexit.register(leave, directory)


def leave(directory):
    if ENDING.is_set() or is_ended():
        end(directory)


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
    ENDING.set()
    # The script goes on meanwhile, and may write another file into what is being emptied.
    for _ in range(MOST_ATTEMPTS):
        remove(directory)
        if not os.path.lexists(directory):
            break
        time.sleep(BETWEEN_ATTEMPTS_S)
    os._exit(0)


def remove(directory):
    """The lock goes last: by it others know what is left when this process is killed."""
    for name in names(directory):
        if name != LOCK:
            discard(os.path.join(directory, name))
    if set(names(directory)) <= {LOCK}:
        shutil.rmtree(directory, ignore_errors=True)


def names(directory):
    try:
        return os.listdir(directory)
    except OSError:
        return []


def discard(path):
    try:
        os.unlink(path)
    except OSError:
        # A directory, or removed by somebody else.
        shutil.rmtree(path, ignore_errors=True)
