# SPDX-License-Identifier: GPL-3.0-or-later
"""Offers this computer to others, and stops that."""

import bpy
from bpy.props import BoolProperty

from ..farm import commands, offer, program, run
from . import preferences, scene_file, session


class Offer(bpy.types.Operator):
    """Let this computer render for others in its network, until you stop it. Your own work goes first"""

    bl_idname = "networkrender.offer"
    bl_label = "Offer this Computer as a Worker"

    def execute(self, _context):
        state = session.current
        say = bpy.app.translations.pgettext_iface
        try:
            if state.is_offering():
                raise scene_file.Refusal(say("This computer is a worker already"))
            if state.program.state != program.READY:
                raise scene_file.Refusal(state.program.sentence(say) or say("The program is being looked for"))
            begin(state)
        except (scene_file.Refusal, OSError) as problem:
            state.trouble = str(problem)
            session.draw_again()
            self.report({"ERROR"}, str(problem))
            return {"CANCELLED"}
        return {"FINISHED"}


def begin(state):
    chosen = preferences.current()
    keeps = chosen.worker_on_close == "KEEP"
    command = commands.worker(
        state.program.path,
        scene_file.network(),
        scene_file.blenders(),
        stop_with_blender=not keeps,
        name=chosen.worker_name.strip(),
        yields=chosen.worker_yields,
        scripts=chosen.worker_scripts,
    )
    state.trouble = ""
    state.worker = run.WorkerRun(command, state.notes, keeps)
    session.wake()


class WorkerOperator(bpy.types.Operator):
    """What needs a worker that runs"""

    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, _context):
        return session.current is not None and session.current.is_offering()


class StopOffering(WorkerOperator):
    """Take no new work of others, finish what was begun, and stop. Once more: stop at once"""

    bl_idname = "networkrender.stop_offering"
    bl_label = "Stop Offering this Computer"

    now: BoolProperty(
        name="At Once",
        description="Stop without finishing what was begun: it is rendered elsewhere",
        options={"SKIP_SAVE"},
    )

    def execute(self, _context):
        worker = session.current.worker
        if self.now or worker.offer.phase == offer.STOPPING:
            worker.send("stop", now=True)
        else:
            worker.send("stop")
        return {"FINISHED"}


class PauseWorker(WorkerOperator):
    """Take no new work of others for a while. What was begun is finished"""

    bl_idname = "networkrender.pause_worker"
    bl_label = "Pause"

    def execute(self, _context):
        session.current.worker.send("pause")
        return {"FINISHED"}


class ResumeWorker(WorkerOperator):
    """Take work of others again"""

    bl_idname = "networkrender.resume_worker"
    bl_label = "Resume"

    def execute(self, _context):
        session.current.worker.send("resume")
        return {"FINISHED"}


CLASSES = (Offer, StopOffering, PauseWorker, ResumeWorker)
