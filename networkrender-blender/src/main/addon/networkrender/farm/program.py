# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the networkrender program, and says in one sentence what is wrong with it."""

import os
import re
import shutil

from . import process, words

NAME = "networkrender"
UNKNOWN, CHECKING, READY, MISSING, NO_JAVA, OTHER_VERSION, BROKEN = range(7)


def executable(folder, system=None):
    """The program of a folder that networkrender was unpacked into."""
    name = NAME + ".bat" if (system or os.name) == "nt" else NAME
    return os.path.join(folder, "bin", name)


def named(place):
    """What a person named: the program, its folder, or the folder above. Empty where nothing is there."""
    place = os.path.expanduser(place.strip())
    if not place:
        return ""
    if os.path.isfile(place):
        return os.path.abspath(place)
    beside = os.path.join(place, os.path.basename(executable("")))
    for each in (executable(place), beside, executable(os.path.join(place, NAME))):
        if os.path.isfile(each):
            return os.path.abspath(each)
    return ""


def above(file):
    """The folders above a file, the nearest first, of which one may be networkrender's own."""
    found = []
    folder = os.path.dirname(os.path.abspath(file))
    while folder not in found and len(found) < 6:
        found.append(folder)
        folder = os.path.dirname(folder)
    return found


def is_above(path, file):
    """Whether a program is that of the folder that a file came in."""
    return bool(path) and bool(file) and path in [executable(folder) for folder in above(file)]


def usual_places(environment, home):
    folders = [os.path.join(home, each) for each in (NAME, "Applications", "Desktop", "Downloads", "bin")]
    folders += [os.path.join(home, ".local", "share"), os.path.join(home, ".local", "opt")]
    folders += ["/opt", "/usr/local", "/usr/local/share", "/usr/share", "/Applications"]
    for name in ("LOCALAPPDATA", "ProgramFiles"):
        if environment.get(name):
            folders.append(environment[name])
            folders.append(os.path.join(environment[name], "Programs"))
    return folders


def find(chosen, beside=(), environment=None, home=None):
    """Returns the program's path, or an empty text.

    `chosen` is what the preference names: only that counts where there is one. `beside` are files that
    came with the program: the add-on, the ZIP file that it was installed from.
    """
    environment = os.environ if environment is None else environment
    home = os.path.expanduser("~") if home is None else home
    if chosen.strip():
        return named(chosen)
    places = [environment.get("NETWORKRENDER_HOME", "")]
    for file in beside:
        places += above(file) if file else []
    for place in places:
        if place and os.path.isfile(executable(place)):
            return executable(place)
    on_path = shutil.which(NAME, path=environment.get("PATH", ""))
    if on_path:
        return on_path
    for place in usual_places(environment, home):
        for folder in (place, os.path.join(place, NAME)):
            if os.path.isfile(executable(folder)):
                return executable(folder)
    return ""


class Program:
    """The program that was found, and whether it can be used. Checked in the background."""

    def __init__(self, version, clock, start=process.Answer):
        self._version = version
        self._clock = clock
        self._start = start
        self._answer = None
        self.path = ""
        self.state = UNKNOWN
        self.detail = ""

    def look(self, path):
        """Begins to look at the program there."""
        if self._answer is not None:
            self._answer.end()
        self.path, self.detail, self._answer = path, "", None
        if not path:
            self.state = MISSING
            return
        self.state = CHECKING
        try:
            self._answer = self._start([path, "--version"], 30.0, self._clock)
        except OSError as problem:
            self.state, self.detail = BROKEN, words_of(problem)

    def poll(self):
        """Goes on; True when the state changed."""
        if self.state != CHECKING:
            return False
        code = self._answer.code()
        if code is None:
            return False
        answer, self._answer = self._answer, None
        self.state, self.detail = judge(code, answer, self._version)
        return True

    def stop(self):
        if self._answer is not None:
            self._answer.end()

    def sentence(self, say=words.same):
        """What is wrong and what to do, in one sentence; empty where nothing is."""
        pattern = {
            MISSING: say(
                "The program networkrender was not found: choose its folder in the preferences of this add-on"
            ),
            NO_JAVA: say("Java 17 or newer is missing on this computer: install it from adoptium.net, then look again"),
            OTHER_VERSION: say(
                "The program is networkrender {detail}, and this add-on needs {needed}: take both from the same folder"
            ),
            BROKEN: say("The program {path} does not start ({detail}): choose another folder in the preferences"),
        }.get(self.state, "")
        return pattern.format(detail=self.detail, needed=release(self._version), path=self.path)


def judge(code, answer, version):
    """The state and its detail, by what the program answered when it was asked for its version."""
    text = answer.out.decode("utf-8", "replace").strip()
    told = re.search(r"^networkrender (\d+\.\d+[^\s]*)", text, re.MULTILINE)
    if code == 0 and told:
        if release(told.group(1)) == release(version):
            return READY, told.group(1)
        return OTHER_VERSION, told.group(1)
    error = answer.error()
    if "Java" in error or (code == 127 and "java" in error):
        return NO_JAVA, error
    if answer.late:
        return BROKEN, "it does not answer"
    if code == 0:
        return BROKEN, "it is something else"
    return BROKEN, error[:200] or "exit code %s" % code


def release(version):
    """Programs and add-ons of one release belong together: its first two numbers."""
    return ".".join(version.split("-")[0].split(".")[:2])


def words_of(problem):
    return problem.strerror or type(problem).__name__
