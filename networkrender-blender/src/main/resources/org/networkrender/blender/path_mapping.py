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


def plain(path):
    """A path of any machine, with one kind of separator."""
    return posixpath.normpath(path.replace("\\", "/"))


def is_of_windows(path):
    """It has a drive, or names another machine; the separators are plain."""
    return re.match("^([A-Za-z]:/|//)", path) is not None


def is_whole(path):
    """Whether it starts at a root, and not where its Blender was started."""
    return re.match(r"^([/\\]|[A-Za-z]:)", path) is not None


def renumbered(local, match, text):
    """The path of a file here with another text where its name there has a number.

    A name that this machine does not allow has other letters here, and maybe one more before them.
    """
    directory, name = os.path.split(local)
    start, end = (at + len(name) - len(match.string) for at in match.span(1))
    return os.path.join(directory, name[:start] + text + name[end:])


class Mapping:
    """Finds the place here of what was sent, by its path there."""

    def __init__(self, files, scene_directory, working_directory=""):
        self.files = {self.key(path): local for path, local in files.items()}
        self.origins = {os.path.normpath(local): path for path, local in files.items()}
        self.scene_directory = scene_directory
        self.working_directory = working_directory
        self.names = {}
        self.directories = {}
        # Those whose files do not all lie together here.
        self.torn = set()
        locals_ = [os.path.dirname(local) for local in files.values()]
        tree = os.path.commonpath(locals_) if locals_ else ""
        for path, local in files.items():
            directory, name = posixpath.split(plain(path))
            directory = self.key(directory)
            self.names.setdefault(directory, {})[name] = local
            here = os.path.dirname(local)
            if self.directories.setdefault(directory, here) != here:
                self.torn.add(directory)
        above = {}
        for directory, here in self.directories.items():
            directory, here = posixpath.dirname(directory), os.path.dirname(here)
            # What is above the job's own tree is nobody's.
            while directory not in self.directories and is_below(here, tree):
                if above.setdefault(directory, here) != here:
                    self.torn.add(directory)
                directory, here = posixpath.dirname(directory), os.path.dirname(here)
        self.directories.update(above)

    @staticmethod
    def key(path):
        """Separators alike; a path of Windows without regard to case."""
        path = plain(path)
        return path.lower() if is_of_windows(path) else path

    def local(self, original, sequence=False):
        """The local path for a path of the client's machine, or None.

        Of tiles and of a sequence it has the token or number of the original, whose file need not be there.
        """
        key = self.key(original)
        if key in self.files:
            return self.files[key]
        original = plain(original)
        name = posixpath.basename(original)
        flags = re.IGNORECASE if is_of_windows(original) else 0
        pattern = file_groups.pattern(name, sequence, flags)
        if pattern is not None:
            for other, local in self.names.get(posixpath.dirname(key), {}).items():
                match = pattern.match(other)
                if match is not None:
                    return renumbered(local, match, file_groups.parts(name, sequence)[1])
        return self.directories.get(key)

    def original(self, path, library):
        """The path that a reference meant on the client's machine."""
        if path.startswith("//"):
            directory = self.directory(library) if library else self.scene_directory
            return posixpath.join(directory.replace("\\", "/"), path[2:].replace("\\", "/"))
        if self.working_directory and not is_whole(path):
            return posixpath.join(self.working_directory, path)
        return path

    def directory(self, library):
        """The directory that a library had on the client's machine."""
        # Blender tells it from where the open file lies, whichever file links it.
        here = absolute(library.filepath, None)
        if here in self.origins:
            return posixpath.dirname(self.origins[here].replace("\\", "/"))
        return posixpath.dirname(self.original(library.filepath, None))
