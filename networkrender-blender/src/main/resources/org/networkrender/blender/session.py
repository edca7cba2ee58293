"""Looks into a scene, or keeps one open and renders; the commands come on stdin, one JSON a line.

Every answer is one line: a secret word, that no text in a scene can know, and JSON.
"""

import json
import os
import queue
import signal
import sys
import threading
import traceback

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import few_threads  # noqa: E402

few_threads.import_blender()

import addons  # noqa: E402
import bake  # noqa: E402
import bpy  # noqa: E402
import denoising  # noqa: E402
import frame_render  # noqa: E402
import identity  # noqa: E402
import inspection  # noqa: E402
import joined_frame  # noqa: E402
import movie  # noqa: E402
import orphan  # noqa: E402
import part_render  # noqa: E402
import picture_stamp  # noqa: E402
import playing  # noqa: E402
import progress_lines  # noqa: E402
import render_device  # noqa: E402
import session_scene  # noqa: E402

COMMANDS = queue.Queue()


def listen():
    """Runs during renders too: whoever started this Blender is gone when stdin ends."""
    try:
        with os.fdopen(os.dup(0), "r", encoding="utf-8") as lines:
            for line in lines:
                COMMANDS.put(json.loads(line))
        orphan.end(HERE)
    finally:
        os._exit(0)


def answer(secret, **fields):
    # What was printed until now belongs to what is answered.
    sys.stdout.flush()
    progress_lines.flush()
    # One write call, so that no line of a render thread comes between.
    os.write(1, ("\n" + secret + json.dumps(fields) + "\n").encode("utf-8"))


class Session:
    """The scene that is open, and how frames are made of it."""

    def __init__(self, hello):
        self.hello = hello
        addons.enable_all(hello["addons"])
        self.open()

    def open(self):
        hello = self.hello
        self.kept, self.outputs, self.film = session_scene.open_scene(
            hello["scene"],
            hello["options"],
            hello["files"],
            hello["sceneDirectory"],
            hello["further"],
            working=hello["workingDirectory"],
        )
        render_device.use(hello["device"])
        scene = bpy.context.scene
        self.played = playing.Played(scene, hello["first"]) if hello["chained"] else None
        if hello["baked"]:
            bake.take_up(scene, hello["baked"])
        self.stamp = picture_stamp.PictureStamp(hello["scenePath"], hello["host"])

    def run(self, command):
        """Runs a command and returns the paths that Blender saved under."""
        if "bake" in command:
            return [bake.bake(bpy.context.scene, self.hello["first"], command["bake"], command["directory"])]
        if "movie" in command:
            self.kept.before_whole()
            with self.stamp:
                movie.encode(bpy.context.scene, command, self.film, os.path.join(HERE, "tmp"))
            return []
        if "joined" in command or command["part"]:
            parts = self.hello["parts"]
            check_version(parts["version"], parts["build"])
        if "joined" in command:
            self.kept.before_whole()
            with self.stamp:
                return joined_frame.finish(bpy.context.scene, command, self.outputs)
        if command["part"]:
            denoising.check_device(bpy.context.scene)
            self.kept.before_part(command["frame"])
            return part_render.render_part(bpy.context.scene, command)
        if self.played is not None:
            self.play(command["frame"])
        self.kept.before_whole()
        with self.stamp:
            return frame_render.render_whole(bpy.context.scene, command, self.outputs)

    def play(self, frame):
        if self.played.has(frame):
            return
        if self.played.last >= self.played.first:
            self.open()
        self.played.play_ahead(frame)


def failed(secret, error):
    place = traceback.extract_tb(error.__traceback__)[-1]
    answer(
        secret,
        event="failed",
        type=type(error).__name__,
        message=str(error)[:4000],
        place="%s:%d" % (os.path.basename(place.filename), place.lineno or 0),
    )


class OtherVersion(Exception):
    """This program was replaced since its worker told which it is: it makes other pictures."""


def check_version(version, build):
    here = ".".join(map(str, bpy.app.version))
    if version and not (here + ".").startswith(version + "."):
        raise OtherVersion(here)
    if build not in ("", identity.build()):
        raise OtherVersion(here)


def main():
    hello = COMMANDS.get()
    secret = hello["secret"]
    if "inspect" in hello:
        inspection.write_result(hello["inspect"])
        answer(secret, event="inspected")
        # Opening the scene anew leaves nothing of what the inspection has changed.
        hello = COMMANDS.get()
    progress_lines.start()
    try:
        check_version(hello["version"], hello["build"])
        session = Session(hello)
        answer(secret, event="ready")
    except Exception as error:  # Told to the other side, which judges it and ends this process.
        failed(secret, error)
        threading.Event().wait()
    while True:
        command = COMMANDS.get()
        try:
            saved = session.run(command)
            answer(secret, event="done", saved=saved)
        except Exception as error:  # The same; the scene is still open for the next command.
            failed(secret, error)


if hasattr(signal, "SIGHUP"):
    # The kernel sends it when whoever started this Blender dies while it is stopped. It ends all the
    # same, when stdin does, and then removes its directory.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
# Ctrl-C in a worker's terminal comes here too; the worker finishes its frame first.
signal.signal(signal.SIGINT, signal.SIG_IGN)
orphan.guard(HERE)
threading.Thread(target=listen, name="stdin", daemon=True).start()
main()
