# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders on all computers of the network, from Blender's own Render menu.

This folder is an add-on of Blender 3.4 to 4.1 and an extension of Blender 4.2 and newer. It starts the
program networkrender and talks to it by its standard streams. `farm` knows the program, `interface` Blender.
"""

bl_info = {
    "name": "Network Render",
    "author": "The networkrender project",
    "version": (0, 1, 0),
    "blender": (3, 4, 0),
    "location": "Render menu, Properties > Output, Image Editor > Sidebar",
    "description": "Renders on all computers of the network",
    "category": "Render",
}

import importlib  # noqa: E402
import sys  # noqa: E402

# Extensions lose their bl_info while they are enabled.
VERSION = "0.1.0"


def fresh():
    """The interface as it is on the disk: an update is enabled without a restart."""
    for name in [each for each in sys.modules if each.startswith(__name__ + ".")]:
        del sys.modules[name]
    return importlib.import_module(".interface", __name__)


interface = fresh()


def register():
    interface.register(VERSION)


def unregister():
    interface.unregister()
