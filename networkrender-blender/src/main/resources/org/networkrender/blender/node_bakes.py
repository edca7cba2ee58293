"""Bakes of geometry nodes that lie on the disk, and how Blender comes to read them at a new place."""

import os

import bpy
import path_mapping


def on_disk(modifier, bake):
    """Before 4.3 all are; then each may be packed into the file."""
    target = getattr(bake, "bake_target", "DISK")
    return (modifier.bake_target if target == "INHERIT" else target) == "DISK"


def holder(block, bake):
    """The modifier of an object that a bake belongs to."""
    for modifier in getattr(block, "modifiers", ()):
        if bake in list(getattr(modifier, "bakes", ())):
            return modifier
    return None


def read_anew(place):
    """Blender looks for a bake once, when the scene is opened: what came to its place later is packed.

    A library was read anew since then. Returns whether nothing is left that Blender would not find.
    """
    item = place.block
    own = hasattr(place.owner, "use_custom_path")
    modifier = holder(item, place.owner) if own else place.owner
    if item.library is not None or modifier is None:
        return True
    if own:
        found = [(place.owner, place.text)]
    else:
        others = [bake for bake in modifier.bakes if not bake.use_custom_path]
        found = [(bake, os.path.join(place.text, str(bake.bake_id))) for bake in others]
    return all([pack(item, modifier, bake, path) for bake, path in found if on_disk(modifier, bake)])


def pack(item, modifier, bake, directory):
    if not os.path.isdir(os.path.join(path_mapping.absolute(directory, None), "meta")):
        return True
    if "geometry_node_bake_pack_single" not in dir(bpy.ops.object):
        return False
    with bpy.context.temp_override(active_object=item, object=item):
        done = bpy.ops.object.geometry_node_bake_pack_single(
            session_uid=item.session_uid, modifier_name=modifier.name, bake_id=bake.bake_id
        )
    return "FINISHED" in done
