"""Blender's command line, as far as the tests use it, on top of the module bpy.

Arguments are followed in their order, as Blender does. A test's tool: networkrender itself starts
its own scripts with the Python that has the module.
"""

import os
import sys

sys.dont_write_bytecode = True
arguments = sys.argv[1:]
# Blender gives scripts the whole command line; the module must not take it for its own.
sys.argv = ["blender"]
# It makes as many threads as there are processors for it while it is imported; -t is for fewer.
allowed = os.sched_getaffinity(0)
if "-t" in arguments[:-1] and arguments[arguments.index("-t") + 1].isdecimal():
    threads = int(arguments[arguments.index("-t") + 1])
    os.sched_setaffinity(0, sorted(allowed)[: threads or None])
import bpy  # noqa: E402

os.sched_setaffinity(0, allowed)
sys.argv = ["blender", *arguments]
IGNORED = {
    "-b", "--background", "--factory-startup", "-Y", "--disable-autoexec",
    "-noaudio", "-q", "--quiet",
}  # fmt: skip


def end(code):
    sys.stdout.flush()
    sys.stderr.flush()
    # The module may crash while Python ends.
    os._exit(code)


class Command:
    def __init__(self, words):
        self.words = list(words)
        self.error_code = 0
        self.autoexec = False
        self.threads = 0

    def next(self):
        if not self.words:
            sys.exit("an argument is missing")
        return self.words.pop(0)

    def run(self):
        while self.words:
            word = self.next()
            if word == "--":
                return
            if word in IGNORED:
                continue
            action = ACTIONS.get(word)
            if action is not None:
                action(self)
            elif word.startswith("-"):
                sys.exit("%s is not known here" % word)
            else:
                self.open(word)

    def open(self, path):
        try:
            bpy.ops.wm.open_mainfile(
                filepath=os.path.abspath(path), load_ui=False, use_scripts=self.autoexec
            )
        except RuntimeError as error:
            print(error)
            end(1)

    def script(self):
        path = os.path.abspath(self.next())
        with open(path, encoding="utf-8") as file:
            self.python(file.read(), path)

    def expression(self):
        self.python(self.next(), "<expr>")

    def python(self, text, name):
        try:
            exec(compile(text, name, "exec"), {"__name__": "__main__", "__file__": name})
        except SystemExit as error:
            end(error.code if isinstance(error.code, int) else int(error.code is not None))
        except BaseException:
            import traceback

            traceback.print_exc()
            if self.error_code:
                end(self.error_code)

    def set_render(self, name, value):
        setattr(bpy.context.scene.render, name, value)

    def output(self):
        path = self.next()
        if not path.startswith("//"):
            path = os.path.abspath(path)
        self.set_render("filepath", path)

    def format(self):
        settings = bpy.context.scene.render.image_settings
        name = self.next()
        if hasattr(settings, "media_type"):
            many = name == "OPEN_EXR_MULTILAYER"
            settings.media_type = "MULTI_LAYER_IMAGE" if many else "IMAGE"
        settings.file_format = name

    def limit(self):
        """-t holds for all scenes, whatever they say."""
        self.threads = int(self.next())

    def render_frames(self, first, last):
        scene = bpy.context.scene
        if self.threads:
            scene.render.threads_mode = "FIXED"
            scene.render.threads = self.threads
        before = scene.frame_start, scene.frame_end
        scene.frame_start, scene.frame_end = first, last
        scene.frame_start = first
        try:
            bpy.ops.render.render(animation=True)
        except RuntimeError as error:
            print(error)
            end(1)
        scene.frame_end = before[1]
        scene.frame_start = before[0]

    def frame(self):
        for text in self.next().split(","):
            first, _, last = text.partition("..")
            for frame in range(int(first), int(last or first) + 1):
                self.render_frames(frame, frame)

    def animation(self):
        scene = bpy.context.scene
        if self.threads:
            scene.render.threads_mode = "FIXED"
            scene.render.threads = self.threads
        try:
            bpy.ops.render.render(animation=True)
        except RuntimeError as error:
            print(error)
            end(1)


def version(_):
    print("Blender " + bpy.app.version_string)
    end(0)


def scene_number(name):
    def action(command):
        setattr(bpy.context.scene, name, int(command.next()))

    return action


ACTIONS = {
    "--version": version,
    "-v": version,
    "-P": Command.script,
    "--python": Command.script,
    "--python-expr": Command.expression,
    "--python-exit-code": lambda c: setattr(c, "error_code", int(c.next())),
    "-y": lambda c: setattr(c, "autoexec", True),
    "-o": Command.output,
    "--render-output": Command.output,
    "-F": Command.format,
    "-E": lambda c: c.set_render("engine", c.next()),
    "-x": lambda c: c.set_render("use_file_extension", c.next() == "1"),
    "-t": Command.limit,
    "-s": scene_number("frame_start"),
    "-e": scene_number("frame_end"),
    "-j": scene_number("frame_step"),
    "-f": Command.frame,
    "-a": Command.animation,
}

command = Command(arguments)
command.run()
end(0)
