"""Finds the objects that a picture may show, or that shape what it shows."""

import bpy
import picture_blocks
import scene_setup


def objects(scenes):
    """Those of the scenes and their background sets, what they show as instances or shape their geometry by,
    and what belongs to no scene at all."""
    scenes = scene_setup.with_sets(scenes)
    shown = {item for scene in scenes for item in scene.objects}
    names = picture_blocks.names()
    queue = list(shown)
    while queue:
        new = set(objects_of(queue.pop(), names)) - shown
        shown |= new
        queue.extend(new)
    elsewhere = {item for scene in bpy.data.scenes if scene not in scenes for item in scene.objects}
    # Nodes and particles show objects that are in a collection alone.
    inner = {item for collection in bpy.data.collections for item in collection.objects}
    return [item for item in bpy.data.objects if item in shown or item in inner - elsewhere]


def objects_of(item, names):
    """What an object takes geometry from. Of those that only move it, or aim it, nothing is seen."""
    for block in (item.instance_collection, *blocks_of(item, names)):
        if isinstance(block, bpy.types.Collection):
            yield from block.all_objects
        elif isinstance(block, bpy.types.Object):
            yield block


def blocks_of(item, names):
    for modifier in item.modifiers:
        for each in values_of(modifier):
            yield each
        if modifier.type == "NODES":
            for tree in scene_setup.with_groups([modifier.node_group]):
                yield from names.get(tree, ())
    for system in item.particle_systems:
        yield from names.get(system.settings, ())


def values_of(modifier):
    """The blocks that a modifier names, those too that it gives to its group of nodes."""
    for inner in modifier.bl_rna.properties:
        if inner.type == "POINTER":
            yield getattr(modifier, inner.identifier)
    if hasattr(modifier, "properties"):
        given = modifier.properties.inputs
        for inner in given.bl_rna.properties if given is not None else ():
            yield getattr(getattr(given, inner.identifier), "value", None)
    elif modifier.type == "NODES":
        for name in modifier.keys():
            yield modifier[name]
