# SPDX-License-Identifier: GPL-3.0-or-later
"""Has Blender draw anew what shows a job: panels and headers, never a viewport."""

import bpy

PANELS = {"PROPERTIES": {"WINDOW"}, "IMAGE_EDITOR": {"UI"}, "PREFERENCES": {"WINDOW"}}


def main_window():
    """Not one that was opened from another, as for a picture or the preferences."""
    windows = list(bpy.context.window_manager.windows)
    return next((each for each in windows if each.parent is None), windows[0])


def all_shown():
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            for region in area.regions:
                if region.type in PANELS.get(area.type, ()):
                    region.tag_redraw()
    top_bar()


def top_bar():
    """The top bar is in no list of areas. It follows the tools, so it is told that these changed."""
    for window in bpy.context.window_manager.windows:
        try:
            bpy.msgbus.publish_rna(key=window.workspace.path_resolve("tools", False))
        except (TypeError, ValueError, AttributeError):
            # It is drawn with the next movement of the mouse there.
            return
