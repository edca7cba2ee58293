# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the workers that were found, and this computer's own."""

import bpy

from ..farm import offer, workers
from . import draw_job, preferences


def draw_found(layout, context, state):
    say = bpy.app.translations.pgettext_iface
    if state.finding is not None:
        layout.label(text="Looks for workers", icon="TIME")
    else:
        layout.operator("networkrender.find_workers", icon="VIEWZOOM")
    if state.found is None:
        return
    draw_job.write(layout, context, workers.summary(state.found, say))
    if not state.found:
        return
    column = layout.box().column(align=True)
    for each in state.found[: workers.MOST_LINES]:
        column.label(text=each.name, icon="CHECKMARK" if each.is_usable() else "ERROR", translate=False)
        draw_job.write(column, context, each.line(say), "BLANK1")
    more = len(state.found) - workers.MOST_LINES
    if more > 0:
        column.label(text=say("and {count} more").format(count=more), translate=False)


def draw_own(layout, context, state):
    say = bpy.app.translations.pgettext_iface
    worker = state.worker
    if worker is None or worker.is_over():
        if worker is not None and worker.error():
            draw_job.draw_trouble(layout, context, worker.error())
        layout.operator("networkrender.offer", icon="NETWORK_DRIVE")
        chosen = preferences.current()
        layout.prop(chosen, "worker_on_close", text="")
        layout.prop(chosen, "worker_yields")
        return
    with worker.offer.locked():
        draw_job.write(layout, context, offer.status(worker.offer, say), "NETWORK_DRIVE")
        for line in offer.access(worker.offer, say):
            draw_job.write(layout, context, line, "INFO")
        paused = worker.offer.is_asked_to_pause()
        counted = say("{count} rendered for others").format(count=worker.offer.rendered)
    layout.label(text=counted, translate=False)
    layout.label(text="It keeps running without Blender" if worker.keeps else "It stops with Blender")
    row = layout.row(align=True)
    row.operator(
        "networkrender.resume_worker" if paused else "networkrender.pause_worker", icon="PLAY" if paused else "PAUSE"
    )
    row.operator("networkrender.stop_offering", text="Stop", icon="X")
