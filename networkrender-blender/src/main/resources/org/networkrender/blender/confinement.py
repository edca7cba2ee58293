"""Keeps a scene of another machine from reading what was not sent with it.

It may name a picture of this machine's owner, or the files of another client's job.
"""

import os

import addons
import asset_paths
import bpy
import file_nodes
import path_mapping
import path_rules
import path_walk
import scene_setup

# What is written, and what a text block is not read from.
LEFT = {*path_rules.WRITTEN, "Text.filepath"}
NOT_SENT = "//not-sent/"


class OutsideFile(Exception):
    """A scene has read a file that was not sent with it."""


class Confinement:
    """What a scene may read: the job's tree, and what belongs to Blender itself."""

    def __init__(self, files):
        directories = [os.path.dirname(os.path.realpath(local)) for local in files.values()]
        own = [bpy.utils.resource_path(kind) for kind in ("LOCAL", "SYSTEM")]
        own.append(bpy.utils.system_resource("DATAFILES"))
        own += addons.directories()
        self.roots = [os.path.commonpath(directories)]
        self.roots += [os.path.realpath(place) for place in own if place]

    def leads_outside(self, path):
        """Also where the file itself is not there: another one of its sequence may be."""
        if not path or not os.path.isdir(os.path.dirname(path)):
            return False
        real = os.path.realpath(path)
        return not any(path_mapping.is_below(real, root) for root in self.roots)


def confine(mapping, files, scripts):
    """Makes unfindable what lies outside; files maps names of the client's machine to files here.

    scripts: whether scripts of the scene may run, which can read anything.
    """
    if not files:
        return
    confinement = Confinement(files)
    unread = asset_paths.paths_of_sound_strips(mapping)
    refuse_libraries(confinement)
    for place in list(path_walk.places()):
        if place.path and not isinstance(place.block, bpy.types.Library):
            hide(place, confinement)
    if not scripts:
        confine_nodes(confinement)
    unneeded = {path_mapping.absolute(l.filepath, None) for l in bpy.data.libraries if is_unneeded(l)}
    for path in bpy.utils.blend_paths(absolute=True, packed=False, local=False):
        path = os.path.normpath(path) if path else ""
        if not os.path.isfile(path) or path in unneeded or mapping.key(path) in unread:
            continue
        if confinement.leads_outside(path):
            raise OutsideFile(os.path.basename(path))


def refuse_libraries(confinement):
    """They are read when the scene is opened, so that it is too late to hide them."""
    for library in bpy.data.libraries:
        path = path_mapping.absolute(library.filepath, None)
        if not is_unneeded(library) and os.path.isfile(path) and confinement.leads_outside(path):
            raise OutsideFile(library.filepath)


def is_unneeded(library):
    return bool(library.packed_file) or asset_paths.is_needed_for_nothing(library)


def confine_nodes(confinement):
    """Nodes of geometry read what a text names, which is no path to Blender, or what other nodes make of texts."""
    trees = file_nodes.every_tree()
    for tree in trees:
        for reader in file_nodes.readers(tree.nodes):
            sources = file_nodes.Sources(reader, trees)
            for owner in sources.texts:
                name = "default_value" if hasattr(owner, "default_value") else "string"
                hide_text(path_walk.Place(owner.id_data, owner, name, False), owner.id_data, confinement)
            if sources.computed:
                cut(tree, reader)
    for item in bpy.data.objects:
        for modifier in item.modifiers:
            if modifier.type == "NODES" and reads_files(modifier):
                for place in path_walk.inputs(item, modifier):
                    hide_text(place, modifier.node_group, confinement)


def reads_files(modifier):
    trees = scene_setup.with_groups([modifier.node_group])
    return any(file_nodes.readers(tree.nodes) for tree in trees)


def cut(tree, reader):
    """What it would read nobody can tell before it does. Without a path it reads nothing, and says nothing."""
    socket = file_nodes.path_of(reader)
    for link in list(socket.links):
        tree.links.remove(link)
    socket.default_value = ""


def hide_text(place, base, confinement):
    if place.text:
        path = path_mapping.absolute(place.text, base.library)
        if confinement.leads_outside(path):
            place.text = ""


def hide(place, confinement):
    text = place.text
    if not text or place.key in LEFT or text == "<builtin>":
        return
    if path_rules.packed(place.owner):
        return
    path = path_mapping.absolute(text, place.block.library)
    # Of a directory what counts is whether it is there itself.
    there = os.path.join(path, "") if os.path.isdir(path) else path
    if confinement.leads_outside(there):
        name = os.path.basename(os.path.normpath(path))
        place.text = NOT_SENT + name
