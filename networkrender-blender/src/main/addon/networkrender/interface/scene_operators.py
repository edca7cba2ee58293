# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist does before a job: see who is there, look into the scene, go to what it warns of."""

import time

import bpy
from bpy.props import BoolProperty, IntProperty

from ..farm import commands, look, places, process, program, workers
from . import data_blocks, scene_file, session


def answer(operator, start):
    """Starts the program for one answer, by its path; returns what waits for that, or None and says why not."""
    state = session.current
    say = bpy.app.translations.pgettext_iface
    try:
        if state.program.state != program.READY:
            raise scene_file.Refusal(state.program.sentence(say) or say("The program is being looked for"))
        state.trouble = ""
        session.wake()
        return start(state.program.path)
    except (scene_file.Refusal, OSError) as problem:
        state.trouble = str(problem)
        session.draw_again()
        operator.report({"ERROR"}, str(problem))
        return None


class FindWorkers(bpy.types.Operator):
    """See which workers can be reached, and why one cannot be used"""

    bl_idname = "networkrender.find_workers"
    bl_label = "Find Workers"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, _context):
        return session.current is not None and session.current.finding is None

    def execute(self, _context):
        def start(path):
            command = commands.workers(path, scene_file.network())
            return process.Answer(command, 600.0, time.monotonic, workers.read)

        session.current.finding = answer(self, start)
        return {"FINISHED"} if session.current.finding else {"CANCELLED"}


class Inspect(bpy.types.Operator):
    """Look into the scene as a job does: what it needs, what it lacks, what is sent to the workers"""

    bl_idname = "networkrender.inspect"
    bl_label = "Check Scene"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, _context):
        return session.current is not None and session.current.looking is None

    def execute(self, context):
        state = session.current

        def start(path):
            chosen = scene_file.of_scene(context.scene)
            network = scene_file.network()
            file, copy = scene_file.of_now()
            command = commands.inspect(path, file, chosen, network, scene_file.blenders())
            try:
                return look.LookRun(command, copy, time.monotonic, state.notes)
            except OSError:
                places.remove_copy(copy)
                raise

        state.looking = answer(self, start)
        return {"FINISHED"} if state.looking else {"CANCELLED"}


class GoTo(bpy.types.Operator):
    """Select what this line is about, or open the folder of its file"""

    bl_idname = "networkrender.go_to"
    bl_label = "Show It"
    bl_options = {"INTERNAL", "UNDO"}

    index: IntProperty(description="Which line")
    of_job: BoolProperty(description="Whether the line is one of the job, not of the check")

    @classmethod
    def poll(cls, _context):
        return session.current is not None

    def lines(self):
        state = session.current
        if self.of_job:
            return list(state.run.job.messages) if state.run else []
        return state.look.findings if state.look else []

    def execute(self, context):
        findings = self.lines()
        if not 0 <= self.index < len(findings):
            return {"CANCELLED"}
        finding = findings[self.index]
        found = data_blocks.of(finding)
        if found is not None and data_blocks.select(context, found):
            return {"FINISHED"}
        folder = finding.folder()
        if folder:
            return bpy.ops.wm.path_open(filepath=folder)
        say = bpy.app.translations.pgettext_iface
        self.report({"INFO"}, say("Nothing in this view layer can be selected for that, and no folder opened"))
        return {"CANCELLED"}


CLASSES = (FindWorkers, Inspect, GoTo)
