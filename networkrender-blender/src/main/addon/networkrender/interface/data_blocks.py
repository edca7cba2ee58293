# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the data block that a warning is about, and selects the object that uses it."""

import bpy

from ..farm import fields


def of(finding):
    """The data block that a finding names; None where it is no longer there."""
    collection = getattr(bpy.data, fields.text(finding.about, "collection") or "-", None)
    name = fields.path(finding.about, "name")
    if isinstance(collection, bpy.types.bpy_prop_collection) and name:
        library = fields.path(finding.about, "library")
        found = collection.get((name, library) if library else name)
        if found is not None:
            return found
    return named_in(finding.text)


def named_in(text):
    """An object whose name stands in the text; the longest name counts."""
    names = (each for each in bpy.data.objects if len(each.name) > 2 and each.name in text)
    return max(names, key=lambda each: len(each.name), default=None)


def select(context, block):
    """Selects the objects that are, or use, a data block; False where there is none to select."""
    objects = [each for each in context.view_layer.objects if uses(each, block) and not each.hide_get()]
    if not objects:
        return False
    if context.mode != "OBJECT":
        bpy.ops.object.mode_set(mode="OBJECT")
    for each in context.view_layer.objects:
        each.select_set(each in objects)
    context.view_layer.objects.active = objects[0]
    return True


def uses(candidate, block):
    if candidate == block or candidate.data == block:
        return True
    materials = [slot.material for slot in candidate.material_slots if slot.material]
    if block in materials:
        return True
    trees = [each.node_tree for each in materials if each.node_tree]
    return any(
        block in (getattr(node, "image", None), getattr(node, "node_tree", None))
        for tree in trees
        for node in tree.nodes
    )
