# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the options of a job, and what a look into the scene found."""

import bpy

from . import draw_job

ICONS = {"missing": "CANCEL", "lacks": "CANCEL", "refused": "CANCEL", "warnings": "ERROR"}


def draw_options(layout, context, options):
    layout.use_property_split = True
    layout.use_property_decorate = False
    layout.prop(options, "frames")
    layout.prop(options, "split")
    column = ticks(layout, context, heading="Pictures")
    column.prop(options, "exact")
    column.prop(options, "denoise")
    column.prop(options, "bake")
    ticks(layout, context).prop(options, "local")
    column = ticks(layout, context, heading="Trust")
    column.prop(options, "scripts")
    column.prop(options, "allow_missing")
    layout.prop(options, "add_ons")
    layout.prop(options, "readable")
    layout.prop(options, "writable")


def ticks(layout, context, heading=""):
    """A column of things to tick. Where it is narrow they need all of the width."""
    column = layout.column(heading=heading)
    column.use_property_split = not draw_job.is_narrow(context)
    return column


def draw_check(layout, context, state):
    say = bpy.app.translations.pgettext_iface
    if state.looking is not None:
        layout.label(text="Looks into the scene", icon="TIME")
    else:
        layout.operator("networkrender.inspect", icon="VIEWZOOM")
    look = state.look
    if look is None:
        return
    for line in look.lines(say):
        draw_job.write(layout, context, line)
    if not look.findings:
        layout.label(text="Nothing is missing", icon="CHECKMARK")
    for index, finding in enumerate(look.findings):
        row = layout.box().row()
        draw_job.write(row, context, finding.text, ICONS[finding.level])
        draw_job.draw_way(row, finding, index, False)
    if look.more:
        layout.label(text=say("and {count} more").format(count=look.more), translate=False)
