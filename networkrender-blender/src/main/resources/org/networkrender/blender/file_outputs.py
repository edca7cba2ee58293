"""The files that File Output nodes of the compositor write beside a frame's pictures.

The inspection tells which there are, and where each belongs. A session lets the nodes write into the
task's directory, whatever paths the scene names, and hands over those that were told.
"""

import os
import re
import shutil

import bpy
import kept_settings
import output_sources
import picture_path
import scene_setup

HERE = os.path.dirname(os.path.abspath(__file__))
# Six digits that no name has by chance.
PROBE_FRAME = 747_474
MULTILAYER = "OPEN_EXR_MULTILAYER"
# Where the files of a frame lie until they have their names, in the task's directory.
PLACE = "further"


class Item:
    """What a node writes as one file for each view: an input, or all of them as layers."""

    def __init__(self, groups, tree, node, index):
        self.groups = groups
        self.tree = tree
        self.node = node
        self.index = index

    def slot(self):
        """What the node keeps of the input; None for a file of layers."""
        if self.index is None:
            return None
        node = self.node
        return (node.file_output_items if has_directory(node) else node.file_slots)[self.index]

    def format(self):
        slot = self.slot()
        own = slot is not None and (
            slot.override_node_format if has_directory(self.node) else not slot.use_node_format
        )
        return slot.format if own else self.node.format

    def path(self):
        """The path as the scene has it."""
        node, slot = self.node, self.slot()
        if has_directory(node):
            name = node.file_name + (slot.name if slot else "")
            # Measured on 5.2: without a directory it is the root of the file system.
            return node.directory + ("" if node.directory.endswith(("/", "\\")) else "/") + name
        if slot is None:
            return node.base_path
        if not slot.path and bpy.app.version < (4, 0):
            return node.base_path.rstrip("/\\")
        end = "" if not node.base_path or node.base_path.endswith(("/", "\\")) else "/"
        return node.base_path + end + slot.path.lstrip("/\\")

    def title(self):
        where = "the group %s" % self.tree.name if self.groups else "the compositor"
        text = "the File Output node %s of %s" % (self.node.name, where)
        return text + (", input %s" % self.node.inputs[self.index].name if self.slot() else "")

    def key(self, view):
        """What tells it apart in this scene, on each machine."""
        names = [group.name for group in self.groups]
        return [names, self.node.name, -1 if self.index is None else self.index, view]


def has_directory(node):
    """Blender 5 has other properties."""
    return hasattr(node, "directory")


def nodes(scene):
    """Each node that writes, with the group nodes on the way to it: one in a group that is used twice
    comes twice."""
    if scene_setup.shows_strips(scene):
        return
    waiting = [([], scene_setup.compositor_tree(scene))]
    while waiting:
        groups, tree = waiting.pop(0)
        for node in tree.nodes if tree is not None else ():
            if node.mute:
                continue
            if node.type == "OUTPUT_FILE":
                yield groups, tree, node
            elif node.type == "GROUP" and node not in groups:
                waiting.append((groups + [node], node.node_tree))


def items(scene):
    """What is written: an input that nothing with a size is connected to gives no file."""
    sources = output_sources.Sources(scene)
    for groups, tree, node in nodes(scene):
        sized = [sources.is_sized(socket, groups) for socket in node.inputs]
        if node.format.file_format == MULTILAYER:
            # Measured: 4.5 alone writes a file of constant layers too, and an empty one of no layers.
            if any(sized) or sized and (4, 4) <= bpy.app.version < (5, 0):
                yield Item(groups, tree, node, None)
        else:
            slots = node.file_output_items if has_directory(node) else node.file_slots
            for index in range(len(slots)):
                if sized[index]:
                    yield Item(groups, tree, node, index)


def views(scene, settings):
    """The views that give a file each."""
    if settings.views_format == "INDIVIDUAL":
        return scene_setup.rendered_views(scene) or [""]
    return [""]


def blender_path(scene, item, path, frame, view):
    """The file as Blender itself names it: number, templates, view and extension."""
    render = scene.render
    image = render.image_settings
    with kept_settings.KeptSettings(scene) as settings:
        settings.keep_format(image)
        for name in ("media_type", "file_format", "jpeg2k_codec"):
            if hasattr(image, name):
                setattr(image, name, getattr(item.format(), name))
        settings.set(render, "filepath", path)
        if has_directory(item.node):
            settings.set(render, "use_file_extension", True)
        return render.frame_path(frame=frame, view=view)


class NoName(Exception):
    """A file cannot have the name that the scene wants."""


class NoOutput(Exception):
    """A node has not written what it should."""


def told(scene, distant):
    """What there is: the files of a frame, and why some cannot be had."""
    files, problems = [], []
    for item in items(scene):
        for view in views(scene, item.format()):
            try:
                file = describe(scene, item, view, distant)
                file["key"] = item.key(view)
                file["by"] = item.title()
                files.append(file)
            except NoName as error:
                problems.append("%s writes no file: %s" % (item.title(), error))
    return {"files": files, "problems": list(dict.fromkeys(problems))}


def describe(scene, item, view, distant):
    text = item.path()
    if picture_path.has_templates():
        text = text.replace("{node_name}", picture_path.literal(item.node.name))
        text = re.sub(r"^\{blend_dir\}[/\\]+", "//", text)
        if "_lib}" in text and item.tree.library or distant and "{blend_dir" in text:
            raise NoName("its path %s names a directory that is another one elsewhere" % text)
        if "{camera_name" in text and len(scene_setup.cameras(scene)) > 1:
            raise NoName("its path %s changes with the camera" % text)
    directory, name = split(text)
    group = re.search(r"#+(?=[^#]*$)", name) or re.search("$", name)
    group = group.group(0)
    if not group:
        group = "####"
        name += group
    path = expanded(scene, item, name, view)
    digits = str(PROBE_FRAME).zfill(len(group))
    begin, _, end = path.rpartition(digits)
    if has_directory(item.node) and any(p in (".", "..") for p in item_parts(item)):
        raise NoName("its name leads out of its directory")
    parts = [
        directory_name(scene, item, part) if "{" in part and picture_path.has_templates() else part
        for part in directory.split("/")
    ]
    return {"directory": "/".join(parts), "name": begin + group + end}


def item_parts(item):
    slot = item.slot()
    return re.split(r"[/\\]", slot.name) if slot else []


def split(text):
    """The directory as the scene has it, and the name; Blender takes either slash for both."""
    text = text.replace("\\", "/")
    cut = text.rfind("/") + 1
    return text[:cut], text[cut:]


def expanded(scene, item, name, view=""):
    root = os.path.join(picture_path.literal(HERE), "n")
    try:
        path = blender_path(scene, item, os.path.join(root, name), PROBE_FRAME, view)
    except RuntimeError as error:
        raise NoName(" ".join(str(error).split()).replace(root, "")) from error
    return os.path.relpath(path, os.path.join(HERE, "n")).replace("\\", "/")


def directory_name(scene, item, part):
    return os.path.dirname(expanded(scene, item, part + "/x"))


class FurtherFiles:
    """The files that a session hands over with each frame."""

    def __init__(self, scene, keys):
        self.scene = scene
        self.wanted = []
        there = {
            repr(item.key(view)): (item, view)
            for item in items(scene)
            for view in views(scene, item.format())
        }
        for key in keys:
            if repr(key) not in there:
                raise ValueError("there is no File Output as the inspection told: %r" % key)
            self.wanted.append(there[repr(key)])
        # Those of which nothing is wanted are taken out: some would only say that they cannot save.
        self.nodes = []
        for item, _ in self.wanted:
            if item.node not in self.nodes:
                self.nodes.append(item.node)
        self.redirect(HERE)

    def redirect(self, directory):
        """Lets all nodes write into a directory, under names that tell them apart."""
        for number, node in enumerate(self.nodes):
            multilayer = node.format.file_format == MULTILAYER
            place = picture_path.literal(directory)
            name = "%d_######" % number
            if has_directory(node):
                put(node, "directory", place)
                put(node, "file_name", name if multilayer else "")
            else:
                put(node, "base_path", os.path.join(place, name) if multilayer else place)
            slots = node.file_output_items if has_directory(node) else node.file_slots
            for index, slot in enumerate(() if multilayer else slots):
                put(slot, "name" if has_directory(node) else "path", "%d_%d_######" % (number, index))

    def before(self, directory):
        """To be called before a frame is rendered into a directory."""
        if self.nodes:
            place = os.path.join(directory, PLACE)
            shutil.rmtree(place, ignore_errors=True)
            os.makedirs(place)
            self.redirect(place)

    def after(self, frame, directory, targets):
        """Gives the files of a frame their names."""
        if len(targets) != len(self.wanted):
            raise ValueError("the scene gives %d further files, not %d" % (len(self.wanted), len(targets)))
        for (item, view), target in zip(self.wanted, targets):
            path = blender_path(self.scene, item, item.path(), frame, view)
            if not os.path.isfile(path):
                raise NoOutput(item.title())
            os.replace(path, target)
        shutil.rmtree(os.path.join(directory, PLACE), ignore_errors=True)


def put(owner, name, value):
    kept_settings.put(owner, name, value)
    if getattr(owner, name) != value:
        # Else it would write where the scene says.
        raise ValueError("a File Output node cannot be led elsewhere: %s" % name)
