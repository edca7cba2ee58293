# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes of what goes on without Blender, so that the next Blender finds it: a small file each."""

import json
import os
import re

WORKER = "worker"
MOST_NOTES = 16


class Notes:
    """The notes in a folder."""

    def __init__(self, folder):
        self._folder = folder

    def _file(self, name):
        return os.path.join(self._folder, name + ".json")

    def write(self, name, note):
        """Writes or replaces a note; False where that folder cannot be written."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
            return False
        try:
            os.makedirs(self._folder, exist_ok=True)
            with open(self._file(name) + ".new", "w", encoding="utf-8") as stream:
                json.dump(note, stream)
            os.replace(self._file(name) + ".new", self._file(name))
        except OSError:
            return False
        return True

    def read(self):
        """All notes by their names, the newest first; what is none is passed over."""
        found = {}
        for name in self._newest()[:MOST_NOTES]:
            try:
                with open(self._file(name), encoding="utf-8") as stream:
                    note = json.load(stream)
            except (OSError, ValueError):
                continue
            if isinstance(note, dict):
                found[name] = note
        return found

    def _newest(self):
        try:
            files = [each for each in os.scandir(self._folder) if each.name.endswith(".json")]
            files.sort(key=lambda each: -each.stat().st_mtime)
        except OSError:
            return []
        return [each.name[: -len(".json")] for each in files]

    def remove(self, name):
        try:
            os.remove(self._file(name))
        except OSError:
            # Another Blender has removed it.
            return
