# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of the Render menu."""

import bpy

from . import session


def draw(self, _context):
    layout = self.layout
    layout.separator()
    layout.operator("networkrender.render_still", icon="RENDER_STILL")
    layout.operator("networkrender.render_animation", icon="RENDER_ANIMATION")
    if session.current.is_offering():
        layout.operator("networkrender.stop_offering", icon="CANCEL")
    else:
        layout.operator("networkrender.offer", icon="NETWORK_DRIVE")


def register():
    bpy.types.TOPBAR_MT_render.append(draw)


def unregister():
    bpy.types.TOPBAR_MT_render.remove(draw)
