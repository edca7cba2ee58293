"""Where the files of the client's machine are on this one."""

import os
import posixpath
import re

import bpy
import file_groups


def absolute(text, library):
    """The place here that a text means; Blender takes both separators for the same."""
    if os.sep == "/":
        text = text.replace("\\", "/")
    return os.path.normpath(bpy.path.abspath(text, library=library))


def is_below(path, tree):
    return path == tree or path.startswith(os.path.join(tree, ""))


class Mapping:
    """Finds the place here of what was sent, by its path there."""

    def __init__(self, files, scene_directory):
        self.files = {self.key(path): local for path, local in files.items()}
        self.origins = {os.path.normpath(local): path for path, local in files.items()}
        self.scene_directory = scene_directory
        self.names = {}
        self.directories = {}
        locals_ = [os.path.dirname(local) for local in files.values()]
        tree = os.path.commonpath(locals_) if locals_ else ""
        for path, local in self.files.items():
            directory, name = posixpath.split(path)
            self.names.setdefault(directory, {})[name] = local
            here = os.path.dirname(local)
            # What is above the job's own tree is nobody's.
            while directory not in self.directories and is_below(here, tree):
                self.directories[directory] = here
                directory, here = posixpath.dirname(directory), os.path.dirname(here)

    @staticmethod
    def key(path):
        """Separators alike; a Windows path (it has a drive) without regard to case."""
        path = posixpath.normpath(path.replace("\\", "/"))
        return path.lower() if re.match("^[A-Za-z]:/", path) else path

    def local(self, original):
        """The local path for a path of the client's machine, or None."""
        key = self.key(original)
        if key in self.files:
            return self.files[key]
        directory, name = posixpath.split(key)
        pattern = file_groups.tile_pattern(name) or file_groups.sequence_pattern(name)
        if pattern is not None:
            for other, local in self.names.get(directory, {}).items():
                if pattern.match(other):
                    return os.path.join(os.path.dirname(local), name)
        return self.directories.get(key)

    def original(self, path, library):
        """The path that a reference meant on the client's machine."""
        if not path.startswith("//"):
            return path
        directory = self.directory(library) if library else self.scene_directory
        return posixpath.join(directory.replace("\\", "/"), path[2:].replace("\\", "/"))

    def directory(self, library):
        """The directory that a library had on the client's machine."""
        # Blender tells it from where the open file lies, whichever file links it.
        here = absolute(library.filepath, None)
        if here in self.origins:
            return posixpath.dirname(self.origins[here].replace("\\", "/"))
        return posixpath.dirname(self.original(library.filepath, None))
