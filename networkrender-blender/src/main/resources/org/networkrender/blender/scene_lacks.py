"""Tells what a scene wants, beside files, that this Blender or a library has not got."""

import os

import asset_paths
import bpy
import path_mapping
import picture_blocks
import usd_layers


def lacks(scenes):
    """Lines for a person, each with the data block it is about: without these the picture is another one."""
    return undefined_nodes() + missing_blocks() + distant_layers(scenes)


def distant_layers(scenes):
    """Layers of USD that only this machine finds: nothing can change what is written in such a file."""
    found = []
    used = picture_blocks.used_by(scenes) if bpy.data.cache_files else set()
    for block in used.intersection(bpy.data.cache_files):
        path = path_mapping.absolute(block.filepath, block.library)
        for each in usd_layers.files_of(path)[1] if usd_layers.is_usd(path) else ():
            text = "the file %s names %s by its full path, where no other machine finds it"
            found.append((text % (os.path.basename(path), each), block))
    return found


def subjects(found):
    """Where a program finds again what lines are about."""
    return {text: asset_paths.subject(block) for text, block in found}


def trees():
    """Every tree of nodes, with the block that it belongs to, and its name."""
    for tree in bpy.data.node_groups:
        yield tree, tree, "the node group " + tree.name
    for name in ("materials", "worlds", "lights", "textures", "linestyles", "scenes"):
        for block in getattr(bpy.data, name):
            # Blender 5 has no such tree for scenes, and one that is always used elsewhere.
            tree = getattr(block, "node_tree", None)
            if tree is not None and getattr(block, "use_nodes", True):
                yield tree, block, "the %s %s" % (block.bl_rna.name.lower(), block.name)


def undefined_nodes():
    found = []
    text = "%s of %s is of a type that this Blender lacks (if an add-on brings it: --addon ZIP or NAME)"
    for tree, block, owner in trees():
        if tree.bl_idname == "NodeTreeUndefined":
            # Add-ons compute with such trees; no renderer reads them.
            continue
        for node in tree.nodes:
            sockets = (*node.inputs, *node.outputs)
            if node.bl_idname == "NodeUndefined" and counts(node):
                found.append((text % ("the node " + node.name, owner), block))
            elif not node.mute and any(map(is_undefined, sockets)):
                found.append((text % ("a socket of the node " + node.name, owner), block))
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
                text = "the library %s has no %s %s any more"
                kind = block.bl_rna.name.lower()
                found.append((text % (library.name, kind, block.name), block))
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
    return [b for b in linked if b.name not in names.get(asset_paths.collection_of(b), {b.name})]
