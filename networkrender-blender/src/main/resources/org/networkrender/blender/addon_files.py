"""The files of an add-on: in a ZIP file, or as they lie where it is installed."""

import os
import shutil
import stat
import zipfile
import zlib

MOST_FILES = 20_000
MOST_BYTES = 4 << 30
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
LEFT_OUT = {"__pycache__", "__MACOSX", ".git", ".svn", ".hg"}


class AddOnProblem(Exception):
    """An add-on cannot be used; the advice says what helps."""

    def __init__(self, message, advice):
        super().__init__(message)
        self.advice = advice


def is_left_out(name):
    return not LEFT_OUT.isdisjoint(name.split("/")) or name.endswith((".pyc", ".DS_Store"))


class ZipFiles:
    """What is in a ZIP file; nothing of it is unpacked before all its members were checked."""

    def __init__(self, shown, place):
        self.shown = shown
        try:
            self.archive = zipfile.ZipFile(place)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise AddOnProblem(
                "The add-on %s is no ZIP file: %s" % (shown, error), "Name the ZIP file of an add-on"
            ) from error
        self.members = {}
        self.check()

    def check(self):
        members = self.archive.infolist()
        if len(members) > MOST_FILES:
            raise self.unsafe("it has %d files, more than %d" % (len(members), MOST_FILES))
        if sum(member.file_size for member in members) > MOST_BYTES:
            raise self.unsafe("its files take more than %d GiB" % (MOST_BYTES >> 30))
        for member in members:
            # Names are told as they stand in the file: zipfile itself cuts them at a zero.
            name = member.orig_filename.replace("\\", "/")
            if not is_plain(name.rstrip("/")):
                raise self.unsafe("its file %r would lie outside of it" % name[:200])
            kind = stat.S_IFMT(member.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise self.unsafe("its file %r is a link or no plain file" % name[:200])
            if member.flag_bits & 1:
                raise self.unsafe("its file %r is encrypted" % name[:200])
            if not member.is_dir() and not is_left_out(name):
                if name in self.members:
                    raise self.unsafe("it has two files %r" % name[:200])
                self.members[name] = member

    def unsafe(self, why):
        return AddOnProblem(
            "The add-on %s is not unpacked: %s" % (self.shown, why), "Pack the add-on anew"
        )

    def names(self):
        return list(self.members)

    def text(self, name):
        try:
            return self.archive.read(self.members[name]).decode("utf-8", "replace")
        except DAMAGED as error:
            raise self.broken(name, error) from error

    def copy(self, name, place):
        try:
            with self.archive.open(self.members[name]) as source, open(place, "wb") as target:
                shutil.copyfileobj(source, target)
        except DAMAGED as error:
            raise self.broken(name, error) from error

    def broken(self, name, error):
        return AddOnProblem(
            "The add-on %s is damaged at %s: %s" % (self.shown, name, error), "Copy it again"
        )


class PlacedFiles:
    """Files that lie somewhere, under the names that they have in the directory of add-ons."""

    def __init__(self, shown, places):
        self.shown = shown
        self.places = {name: place for name, place in places.items() if not is_left_out(name)}
        for name in self.places:
            if not is_plain(name):
                raise AddOnProblem("The add-on %s has a file %r" % (shown, name[:200]), "")

    def names(self):
        return list(self.places)

    def text(self, name):
        with open(self.places[name], encoding="utf-8", errors="replace") as file:
            return file.read()

    def copy(self, name, place):
        shutil.copyfile(self.places[name], place)


def is_plain(name):
    """Whether a name stays below where it is put, on each operating system."""
    parts = name.split("/")
    return (
        bool(name)
        and len(name) < 1000
        and not any(ord(letter) < 32 or letter == ":" for letter in name)
        and not any(part in ("", ".", "..") for part in parts)
    )


def installed(directory, member):
    """The files of an add-on that is a file or a directory of a directory of add-ons."""
    place = os.path.join(directory, member)
    if os.path.isfile(place):
        return {member: place}
    found = {}
    seen = set()
    for here, directories, names in os.walk(place, followlinks=True):
        real = os.path.realpath(here)
        # A link may lead to where it lies.
        directories[:] = [] if real in seen else [d for d in directories if d not in LEFT_OUT]
        if real in seen:
            continue
        seen.add(real)
        for name in names:
            path = os.path.join(here, name)
            if os.path.isfile(path):
                found[os.path.relpath(path, directory).replace("\\", "/")] = path
        if len(found) > MOST_FILES:
            raise AddOnProblem("The add-on %s has more than %d files" % (member, MOST_FILES), "")
    return {name: place for name, place in found.items() if not is_left_out(name)}
