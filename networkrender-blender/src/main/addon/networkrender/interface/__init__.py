# SPDX-License-Identifier: GPL-3.0-or-later
"""The add-on within Blender: menus, panels, operators, and what keeps them up to date."""

import bpy

from . import (
    handlers,
    headers,
    job_operators,
    menus,
    panels,
    preferences,
    properties,
    scene_operators,
    session,
    thumbnails,
    translations,
    unsaved,
    worker_operators,
)

MODULES = (preferences, properties, job_operators, scene_operators, worker_operators, panels)


def register(version):
    translations.register()
    for module in MODULES:
        for each in module.CLASSES:
            bpy.utils.register_class(each)
    properties.attach()
    session.begin(version)
    menus.register()
    headers.register()
    handlers.register()
    unsaved.register()


def unregister():
    unsaved.unregister()
    handlers.unregister()
    headers.unregister()
    menus.unregister()
    session.end()
    thumbnails.clear()
    properties.detach()
    for module in reversed(MODULES):
        for each in reversed(module.CLASSES):
            bpy.utils.unregister_class(each)
    translations.unregister()
