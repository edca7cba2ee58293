# SPDX-License-Identifier: GPL-3.0-or-later
"""A few words in the top bar while a job or the worker goes on."""

import bpy

from ..farm import offer, report
from . import session


def draw(self, context):
    if context.region.alignment != "RIGHT" or session.current is None:
        return
    say = bpy.app.translations.pgettext_iface
    state = session.current
    if state.is_rendering():
        with state.run.job.locked():
            asks = bool(state.run.job.questions)
            text = report.title(state.run.job, say) if asks else report.bar_text(state.run.job, say)
            icon = "QUESTION" if asks else "RENDER_ANIMATION"
        self.layout.label(text=text, icon=icon, translate=False)
    if state.is_offering():
        with state.worker.offer.locked():
            text = offer.status(state.worker.offer, say)
        self.layout.label(text=text, icon="NETWORK_DRIVE", translate=False)
        self.layout.operator("networkrender.stop_offering", text="", icon="X", emboss=False)


def register():
    bpy.types.TOPBAR_HT_upper_bar.prepend(draw)


def unregister():
    bpy.types.TOPBAR_HT_upper_bar.remove(draw)
