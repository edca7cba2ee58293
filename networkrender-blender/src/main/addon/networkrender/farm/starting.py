# SPDX-License-Identifier: GPL-3.0-or-later
"""How the program is started on each system."""

import os
import shlex
import shutil
import subprocess

JAVA, ARGUMENTS = '"%JAVA%" -XX', "%*"


def environment(surroundings=None):
    """What the program inherits: all but what Blender has set for its own Python."""
    kept = dict(os.environ if surroundings is None else surroundings)
    for name in ("PYTHONHOME", "PYTHONPATH"):
        kept.pop(name, None)
    return kept


def apart(command):
    """Options of a process that the keyboard and the end of Blender do not reach."""
    if os.name != "nt":
        return {"start_new_session": True}
    flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    # What it starts inherits that; elsewhere the program itself sees to it.
    flags |= subprocess.BELOW_NORMAL_PRIORITY_CLASS if "--priority=low" in command else 0
    return {"creationflags": flags}


def direct(command, system=None, surroundings=None):
    """On Windows, Java itself in place of the script that starts it.

    The shell of a script would take & and % in a path for its own, and would end without the Java that it has started.
    The script stays the only place where Java's options stand. Where something is missing it says what.
    """
    if (system or os.name) != "nt" or not command[0].lower().endswith(".bat"):
        return command
    line = line_of(command[0])
    java = java_of(os.environ if surroundings is None else surroundings)
    if not line or not java:
        return command
    home = os.path.dirname(os.path.dirname(os.path.abspath(command[0])))
    words = shlex.split(line[: -len(ARGUMENTS)], posix=False)[1:]
    return [java] + [each.strip('"').replace("%APP_HOME%", home) for each in words] + command[1:]


def line_of(script):
    """The line of a script that starts Java; empty where there is none."""
    try:
        with open(script, encoding="utf-8", errors="replace") as stream:
            lines = [each.strip() for each in stream]
    except OSError:
        return ""
    return next((each for each in lines if each.startswith(JAVA) and each.endswith(ARGUMENTS)), "")


def java_of(surroundings):
    """The Java that the script would take."""
    home = surroundings.get("JAVA_HOME", "")
    own = os.path.join(home, "bin", "java.exe") if home else ""
    return own if os.path.isfile(own) else shutil.which("java", path=surroundings.get("PATH", "")) or ""
