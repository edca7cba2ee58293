# SPDX-License-Identifier: GPL-3.0-or-later
"""The panels: in Output Properties, and in the sidebar of the Image Editor."""

import bpy

from ..farm import program
from . import draw_job, draw_scene, draw_worker, session


class Output:
    """Where a panel is in the Properties Editor."""

    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "output"


class Sidebar:
    """Where a panel is in the Image Editor."""

    bl_space_type = "IMAGE_EDITOR"
    bl_region_type = "UI"
    bl_category = "Network"


def draw_main(self, context):
    layout = self.layout
    state = session.current
    if state.program.state not in (program.READY, program.CHECKING, program.UNKNOWN):
        draw_job.draw_trouble(layout, context, state.program.sentence(bpy.app.translations.pgettext_iface))
        row = layout.row(align=True)
        row.operator("networkrender.open_preferences", icon="PREFERENCES")
        row.operator("networkrender.look_again", text="", icon="FILE_REFRESH")
        return
    if state.trouble:
        draw_job.draw_trouble(layout, context, state.trouble)
    if state.run is not None:
        draw_job.draw(layout, context, state.run)
    if not state.is_in_the_way():
        column = layout.column(align=True)
        column.operator("networkrender.render_animation", text="Render Animation", icon="RENDER_ANIMATION")
        column.operator("networkrender.render_still", text="Render Still", icon="RENDER_STILL")


def draw_options(self, context):
    draw_scene.draw_options(self.layout, context, context.scene.networkrender)


def draw_check(self, context):
    draw_scene.draw_check(self.layout, context, session.current)


def draw_workers(self, context):
    draw_worker.draw_found(self.layout, context, session.current)


def draw_own(self, context):
    draw_worker.draw_own(self.layout, context, session.current)


def panel(place, name, label, draw, parent=None, closed=True):
    """Makes a panel at a place."""
    members = {"bl_label": label, "draw": draw, "bl_idname": "NETWORKRENDER_PT_%s_%s" % (place.__name__.lower(), name)}
    if parent is not None:
        members["bl_parent_id"] = parent.bl_idname
    if closed:
        members["bl_options"] = {"DEFAULT_CLOSED"}
    return type(members["bl_idname"], (place, bpy.types.Panel), members)


def panels(place):
    main = panel(place, "main", "Network Render", draw_main, closed=False)
    return [
        main,
        panel(place, "options", "Options", draw_options, main),
        panel(place, "check", "Scene Check", draw_check, main),
        panel(place, "workers", "Workers", draw_workers, main),
        panel(place, "own", "This Computer as a Worker", draw_own, main),
    ]


CLASSES = tuple(panels(Output) + panels(Sidebar))
