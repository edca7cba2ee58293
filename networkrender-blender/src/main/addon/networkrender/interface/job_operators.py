# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist does with a job: start it, pause it, answer it, look at its pictures."""

import os
import time

import bpy
from bpy.props import StringProperty

from ..farm import commands, places, program, run
from . import preferences, redraw, results, scene_file, session


def start(operator, context, still):
    """Starts a job; whatever keeps it from that is said in one sentence."""
    state = session.current
    say = bpy.app.translations.pgettext_iface
    if state.program.state in (program.UNKNOWN, program.CHECKING):
        # Blender has just started: it begins as soon as the program was found.
        state.later = lambda: begin_later(still)
        session.wake()
        return {"FINISHED"}
    try:
        if state.is_in_the_way():
            raise scene_file.Refusal(say("A job is being rendered already: wait for it, or cancel it"))
        if state.program.state != program.READY:
            raise scene_file.Refusal(state.program.sentence(say))
        begin(state, context.scene, still)
    except scene_file.Refusal as refusal:
        state.trouble = str(refusal)
        session.draw_again()
        operator.report({"ERROR"}, str(refusal))
        return {"CANCELLED"}
    return {"FINISHED"}


def begin(state, scene, still):
    chosen = scene_file.choices(scene, still)
    network = scene_file.network()
    file, copy = scene_file.of_now()
    note = {
        "scene": bpy.data.filepath,
        "copy": copy,
        "still": still,
        "stop": chosen.stop_with_blender,
        "output": chosen.output,
    }
    state.make_room()
    command = commands.render(state.program.path, file, chosen, network, scene_file.blenders())
    try:
        state.run = run.JobRun(command, time.monotonic, state.notes, note)
    except OSError as problem:
        places.remove_copy(copy)
        state.program.look(state.program.path)
        raise scene_file.Refusal(program.words_of(problem)) from problem
    finally:
        session.wake()
    state.trouble = ""
    results.begin()


def begin_later(still):
    with bpy.context.temp_override(window=redraw.main_window()):
        try:
            if still:
                bpy.ops.networkrender.render_still()
            else:
                bpy.ops.networkrender.render_animation()
        except RuntimeError:
            # The sentence stands in the panel.
            return


class RenderAnimation(bpy.types.Operator):
    """Render the animation of this scene on all computers of the network. Blender stays free meanwhile"""

    bl_idname = "networkrender.render_animation"
    bl_label = "Render Animation on the Network"

    def execute(self, context):
        return start(self, context, False)


class RenderStill(bpy.types.Operator):
    """Render this frame on all computers of the network at once, and show it in the Image Editor as it grows"""

    bl_idname = "networkrender.render_still"
    bl_label = "Render Still on the Network"

    def execute(self, context):
        return start(self, context, True)


class JobOperator(bpy.types.Operator):
    """What needs a job that goes on"""

    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, _context):
        return session.current is not None and session.current.is_rendering()

    def send(self, command, **more):
        if session.current.run.send(command, **more):
            return {"FINISHED"}
        say = bpy.app.translations.pgettext_iface
        self.report({"WARNING"}, say("The job does not listen any more: it is ending"))
        return {"CANCELLED"}


class Pause(JobOperator):
    """Begin no frame any more. What was begun is finished"""

    bl_idname = "networkrender.pause"
    bl_label = "Pause"

    def execute(self, _context):
        return self.send("pause")


class Resume(JobOperator):
    """Begin frames again"""

    bl_idname = "networkrender.resume"
    bl_label = "Resume"

    def execute(self, _context):
        return self.send("resume")


class Cancel(JobOperator):
    """Stop the job on all computers. What is finished is kept"""

    bl_idname = "networkrender.cancel"
    bl_label = "Cancel"

    def execute(self, _context):
        return self.send("cancel")


class Choose(JobOperator):
    """Answer the question of the job so"""

    bl_idname = "networkrender.answer"
    bl_label = "Answer"

    question: StringProperty(name="Question", description="Which question is answered")
    choice: StringProperty(name="Answer", description="How it is answered")

    def execute(self, _context):
        return self.send("answer", question=self.question, answer=self.choice)


class Dismiss(bpy.types.Operator):
    """Show the report of this job no more"""

    bl_idname = "networkrender.dismiss"
    bl_label = "Close Report"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, _context):
        return session.current is not None and not session.current.is_rendering()

    def execute(self, _context):
        session.current.run = None
        session.current.trouble = ""
        session.draw_again()
        return {"FINISHED"}


class OpenPictures(bpy.types.Operator):
    """Open the folder of the pictures"""

    bl_idname = "networkrender.open_pictures"
    bl_label = "Open Folder"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, _context):
        state = session.current
        return state is not None and state.run is not None and bool(state.run.note.get("output"))

    def execute(self, _context):
        folder = session.current.run.note["output"]
        if os.path.isdir(folder):
            return bpy.ops.wm.path_open(filepath=folder)
        say = bpy.app.translations.pgettext_iface
        self.report({"WARNING"}, say("The folder is not there: {folder}").format(folder=folder))
        return {"CANCELLED"}


class OpenPreferences(bpy.types.Operator):
    """Open the preferences of this add-on, where the program is named"""

    bl_idname = "networkrender.open_preferences"
    bl_label = "Open Preferences"
    bl_options = {"INTERNAL"}

    def execute(self, _context):
        return bpy.ops.preferences.addon_show(module=preferences.ADD_ON)


class LookAgain(bpy.types.Operator):
    """Look for the program again"""

    bl_idname = "networkrender.look_again"
    bl_label = "Look Again"
    bl_options = {"INTERNAL"}

    def execute(self, _context):
        session.look_for_program()
        return {"FINISHED"}


CLASSES = (
    RenderAnimation,
    RenderStill,
    Pause,
    Resume,
    Cancel,
    Choose,
    Dismiss,
    OpenPictures,
    OpenPreferences,
    LookAgain,
)
