"""Chooses the device that Cycles renders on."""

import bpy
import kept_settings


class DeviceLost(Exception):
    """What was to render is not here, and Cycles would take the processor without a word."""


def use(device):
    """Takes exactly the cards that are named, or the processor; for every scene of the file.

    device has the type, as the preferences name it, and the ids of the cards. Nothing of the scenes is changed
    where the processor renders: without a type it is what renders, whatever they ask for.
    """
    wanted = device["type"]
    addon = bpy.context.preferences.addons.get("cycles")
    if addon is None:
        if wanted != "NONE":
            raise DeviceLost("this Blender has no Cycles")
        return
    preferences = addon.preferences
    if wanted == "NONE":
        if preferences.compute_device_type != "NONE":
            preferences.compute_device_type = "NONE"
        return
    import _cycles

    ids = set(device["cards"])
    listed = _cycles.available_devices(wanted)
    # The list of the preferences is empty before, and keeps what was there once.
    preferences.update_device_entries(listed)
    try:
        preferences.compute_device_type = wanted
    except TypeError:
        raise DeviceLost("this Blender cannot use %s" % device["words"]) from None
    for entry in preferences.devices:
        entry.use = entry.type == wanted and entry.id in ids
    used = {entry.id for entry in preferences.devices if entry.use}
    there = {id_ for _, type_, id_, *_ in listed if type_ == wanted}
    if not ids or used != ids or not ids <= there:
        raise DeviceLost("%s is not there any more" % device["words"])
    for scene in bpy.data.scenes:
        if hasattr(scene, "cycles"):
            # An animation would choose again with each frame.
            for curve in kept_settings.curves_of(scene, "device"):
                curve.mute = True
            scene.cycles.device = "GPU"
