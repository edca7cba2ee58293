"""Keeps grease pencil out of parts: Blender draws it over the whole picture, when the frame is finished."""

import bpy
import kept_settings

TYPES = {"GPENCIL", "GREASEPENCIL"}


def objects():
    return [item for item in bpy.data.objects if item.type in TYPES]


def can_be_switched_off():
    """Whether a view layer can do without, and shows what geometry nodes make of it all the same."""
    return "use_grease_pencil" in bpy.types.ViewLayer.bl_rna.properties


def hide(settings, scene):
    if can_be_switched_off():
        for layer in scene.view_layers:
            settings.set(layer, "use_grease_pencil", False)
    else:
        for item in objects():
            settings.set(item, "hide_render", True)


def refusal():
    """Why it cannot be kept out of parts, or an empty text."""
    if can_be_switched_off():
        return ""
    if any(shares_visibility(item) for item in objects()):
        return "grease pencil shares the animation of its visibility with something else"
    # Nodes turn one into the other from 4.3 on.
    if bpy.app.version >= (4, 3) and any(makes_other(item) for item in bpy.data.objects):
        return "geometry nodes make grease pencil, or something of it"
    return ""


def shares_visibility(item):
    """Whether an animation that has to rest meanwhile moves something else too."""
    return any(
        curve.id_data.users > 1
        for curve in kept_settings.curves_of(item, "hide_render")
        if isinstance(curve.id_data, bpy.types.Action)
    )


def makes_other(item):
    trees = [m.node_group for m in item.modifiers if m.type == "NODES" and m.node_group]
    if item.type in TYPES:
        return bool(trees)
    return any(uses(tree) for tree in trees)


def uses(tree, seen=None):
    seen = seen if seen is not None else set()
    if tree in seen:
        return False
    seen.add(tree)
    return any(
        "GreasePencil" in node.bl_idname
        or (getattr(node, "node_tree", None) is not None and uses(node.node_tree, seen))
        for node in tree.nodes
    )
