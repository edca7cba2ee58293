"""What the tests of the add-on's logic share. They run in any Python from 3.10 on, Blender's too."""

import os
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ADD_ON = os.path.join(HERE, "..", "..", "main", "addon", "networkrender")
sys.path.insert(0, os.path.abspath(ADD_ON))
sys.dont_write_bytecode = True

PATIENCE = 60.0


def python():
    """A Python to run the stand-in with: this one, also where it is Blender's."""
    return sys.executable if "python" in os.path.basename(sys.executable) else "python3"


def fake(kind):
    return [python(), "-B", os.path.join(HERE, "fake_program.py"), kind]


class Clock:
    """Time that passes only when a test says so."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class LogicTest(unittest.TestCase):
    def setUp(self):
        self.clock = Clock()
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = self._folder.name

    def until(self, condition):
        """Waits for what another process does."""
        end = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), end, "nothing came")
            time.sleep(0.01)

    def file(self, name, text="", mode=0o644):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(path, mode)
        return path


def event(kind, **fields):
    return {"v": 1, "event": kind, "job": "a1b2c3", "sequence": 1, **fields}


def attempt(number, place="p:1", name="attic", task="frame 7"):
    return {"number": number, "task": task, "worker": {"place": place, "name": name}}
