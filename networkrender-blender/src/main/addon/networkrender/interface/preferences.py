# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist chooses once: where the program is, how others are found, what goes on without Blender."""

import bpy
from bpy.props import BoolProperty, EnumProperty, StringProperty

from . import draw_job, session

ADD_ON = __package__.rpartition(".")[0]


def current():
    """The preferences; None while the add-on is being removed."""
    add_on = bpy.context.preferences.addons.get(ADD_ON)
    return add_on.preferences if add_on else None


def program_changed(_preferences, _context):
    if not bpy.app.background:
        session.look_for_program()


class NetworkRenderPreferences(bpy.types.AddonPreferences):
    """What holds for all scenes."""

    bl_idname = ADD_ON

    program: StringProperty(
        name="Program",
        description="The folder of networkrender, or the program in it. Leave it empty to have it found",
        subtype="FILE_PATH",
        update=program_changed,
    )
    on_close: EnumProperty(
        name="When Blender Is Closed",
        description="What becomes of a job when Blender is closed, or another file is opened",
        items=(
            ("GO_ON", "Job Goes On", "The job goes on without Blender. Blender shows it again when it is opened"),
            ("STOP", "Job Stops", "The job is cancelled, also when Blender crashes. What is finished is kept"),
        ),
    )
    worker_on_close: EnumProperty(
        name="Worker",
        description="What becomes of the worker of this computer when Blender is closed",
        items=(
            ("STOP", "Stops with Blender", "The worker stops with Blender, also when Blender crashes"),
            ("KEEP", "Keeps Running", "The worker goes on without Blender, until somebody stops it"),
        ),
    )
    worker_yields: BoolProperty(
        name="Yield to My Own Renders",
        description="Take no new work of others while a Blender of yours renders on this computer",
        default=True,
    )
    worker_name: StringProperty(
        name="Worker Name",
        description="What others call this computer. Leave it empty for its own name",
    )
    worker_scripts: BoolProperty(
        name="Allow Scripts",
        description="Let jobs of others run scripts and add-ons here, with all that you may do. "
        "Only for networks whose every computer you trust",
    )
    all_blenders: BoolProperty(
        name="All Blenders of This Computer",
        description="Render with any Blender that is found on this computer, not only with this one",
    )
    workers: StringProperty(
        name="Workers",
        description="Addresses of workers that are not found by themselves, with commas, "
        "such as 10.1.0.7, 10.1.0.8:8081",
    )
    interfaces: StringProperty(
        name="Network Interfaces",
        description="Keep to these network interfaces, with commas, such as eth0. Leave it empty for all",
    )
    options: StringProperty(
        name="Further Options",
        description="Options of networkrender that hold for jobs and for the worker, as one writes them in a terminal",
    )
    job_options: StringProperty(
        name="Further Options of Jobs",
        description="Options of networkrender render alone, as one writes them in a terminal, such as --priority 2",
    )

    def draw(self, context):
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        draw_program(layout, context)
        layout.prop(self, "program")
        layout.prop(self, "on_close")
        column = layout.column(heading="Offer this Computer")
        column.prop(self, "worker_on_close", text="")
        column.prop(self, "worker_yields")
        column.prop(self, "worker_scripts")
        layout.prop(self, "worker_name")
        layout.prop(self, "all_blenders")
        layout.prop(self, "workers")
        layout.prop(self, "interfaces")
        layout.prop(self, "options")
        layout.prop(self, "job_options")


def draw_program(layout, context):
    """Says whether the program was found, and what is to be done if not."""
    say = bpy.app.translations.pgettext_iface
    program = session.current.program
    row = layout.row()
    sentence = program.sentence(say)
    if sentence:
        # All of it: the way out stands at its end.
        draw_job.draw_trouble(row, context, sentence)
    elif program.detail:
        text = say("networkrender {version}: {path}").format(version=program.detail, path=program.path)
        row.label(text=text, icon="CHECKMARK", translate=False)
    else:
        row.label(text="Looks for the program")
    row.operator("networkrender.look_again", text="", icon="FILE_REFRESH")


CLASSES = (NetworkRenderPreferences,)
