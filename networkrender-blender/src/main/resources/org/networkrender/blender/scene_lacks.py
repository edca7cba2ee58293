"""Tells what a scene wants, beside files, that this Blender or a library has not got."""

import os

import bpy
import path_mapping


def lacks():
    """Lines for a person: without these the picture is another one."""
    return undefined_nodes() + missing_blocks()


def trees():
    """Every tree of nodes, with the block that it belongs to."""
    for tree in bpy.data.node_groups:
        yield tree, "the node group " + tree.name
    for name in ("materials", "worlds", "lights", "textures", "linestyles", "scenes"):
        for block in getattr(bpy.data, name):
            # Blender 5 has no such tree for scenes, and one that is always used elsewhere.
            tree = getattr(block, "node_tree", None)
            if tree is not None and getattr(block, "use_nodes", True):
                yield tree, "the %s %s" % (block.bl_rna.name.lower(), block.name)


def undefined_nodes():
    found = []
    for tree, owner in trees():
        if tree.bl_idname == "NodeTreeUndefined":
            # Add-ons compute with such trees; no renderer reads them.
            continue
        for node in tree.nodes:
            if node.bl_idname == "NodeUndefined" and counts(node):
                found.append("the node %s of %s is of a type that this Blender lacks" % (node.name, owner))
            elif not node.mute and any(is_undefined(s) for s in (*node.inputs, *node.outputs)):
                found.append("a socket of the node %s of %s is of a type that this Blender lacks" % (node.name, owner))
    return found


def counts(node):
    return not node.mute and any(output.is_linked for output in node.outputs)


def is_undefined(socket):
    return socket.bl_idname == "NodeSocketUndefined" and socket.is_linked


def missing_blocks():
    """Blocks that a library no longer has; of a library that is not there itself nothing is told."""
    found = []
    for library in bpy.data.libraries:
        path = path_mapping.absolute(library.filepath, None)
        if not library.packed_file and os.path.exists(path):
            for block in absent(library, path):
                found.append(
                    "the library %s has no %s %s any more"
                    % (library.filepath, block.bl_rna.name.lower(), block.name)
                )
    return found


def absent(library, path):
    linked = [block for block in library.users_id if block.library == library]
    if "is_missing" in bpy.types.ID.bl_rna.properties:
        return [block for block in linked if block.is_missing]
    if not linked:
        return []
    # Before 4.0 Blender itself does not tell: the library's own list does.
    with bpy.data.libraries.load(path, link=True) as (there, _):
        lists = {name: getattr(there, name) for name in dir(there)}
        names = {name: set(each) for name, each in lists.items() if isinstance(each, list)}
    return [block for block in linked if block.name not in names.get(collection_of(block), {block.name})]


def collection_of(block):
    for collection in bpy.data.bl_rna.properties:
        if collection.type == "COLLECTION":
            if isinstance(block, getattr(bpy.types, collection.fixed_type.identifier)):
                return collection.identifier
    return ""
