"""Runs the scripts that are named on stdin, each as if this Blender had just started.

The first line is a secret word, with which each answer begins.
"""

import os
import sys
import traceback

import bpy

modules = set(sys.modules)
places = list(sys.path)


def run(path):
    here = os.path.dirname(path)
    os.chdir(here)
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        exec(compile(text, path, "exec"), {"__name__": "__main__", "__file__": path})
        return True
    except SystemExit as end:
        return not end.code
    except BaseException:
        traceback.print_exc()
        return False
    finally:
        # The directory is the test's, which removes it.
        os.chdir(os.path.dirname(here))
        sys.path[:] = places
        for name in set(sys.modules) - modules:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(here + os.sep):
                del sys.modules[name]
        bpy.ops.wm.read_factory_settings()


def answer(words):
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(1, ("\n" + secret + words + "\n").encode())


with os.fdopen(os.dup(0), encoding="utf-8") as lines:
    secret = lines.readline().strip()
    answer(" done")
    for line in lines:
        answer(" done" if run(line.rstrip("\n")) else " failed")
