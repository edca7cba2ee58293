"""Tells which files a scene names, and finds them where it came to without its machine."""

import os
import posixpath
import re

import bpy
import scene_setup

# Since 4.3 a scene names the library of brushes that Blender brings along. No picture needs one.
OWN_BRUSHES = re.compile(r"[/\\]datafiles[/\\]assets[/\\]brushes[/\\]")
UDIM = re.compile(r"<UDIM>|<UVTILE>")
UDIM_NUMBER = {"<UDIM>": r"\d{4}", "<UVTILE>": r"u\d+_v\d+"}


def sequence_pattern(name):
    """A pattern for the files of a numbered sequence: the last digits before the extension."""
    stem, extension = os.path.splitext(name)
    match = re.match(r"^(.*?)(\d+)(\D*)$", stem)
    if match is None:
        return None
    return re.compile(
        re.escape(match.group(1)) + r"\d+" + re.escape(match.group(3) + extension) + "$"
    )


def tile_pattern(name):
    token = UDIM.search(name)
    if token is None:
        return None
    before, after = name[: token.start()], name[token.end() :]
    return re.compile(
        re.escape(before) + UDIM_NUMBER[token.group(0)] + re.escape(after) + "$"
    )


def siblings(path, pattern):
    directory = os.path.dirname(path)
    if pattern is None or not os.path.isdir(directory):
        return []
    return [
        os.path.join(directory, name)
        for name in sorted(os.listdir(directory))
        if pattern.match(name)
    ]


def sequence_paths():
    """The absolute paths that stand for a whole sequence of files."""
    found = set()
    for block in bpy.data.images:
        if block.source == "SEQUENCE":
            found.add(absolute(block))
    for block in bpy.data.movieclips:
        if block.source == "SEQUENCE":
            found.add(absolute(block))
    for name in ("volumes", "cache_files"):
        for block in getattr(bpy.data, name, []):
            if block.is_sequence:
                found.add(absolute(block))
    return found


def absolute(block):
    """The place of a file; what links a library stands in its parent."""
    owner = getattr(block, "parent", None) or block.library
    return os.path.normpath(bpy.path.abspath(block.filepath, library=owner))


def named_files(mapping):
    """Every file that the scene names, each once.

    mapping tells where the files of another machine are, if the scene comes from one: linked
    libraries are opened there, and the paths that are told still mean that machine.
    """
    named = {}
    add_named(named, mapping)
    if mapping.files:
        remap_libraries(mapping)
        add_named(named, mapping)
    return list(named.values())


def add_named(named, mapping):
    blend_paths = bpy.utils.blend_paths
    paths = blend_paths(absolute=True, packed=False, local=False)
    texts = blend_paths(absolute=False, packed=False, local=False)
    sequences = sequence_paths()
    caches = cache_directories()
    here = os.path.dirname(bpy.data.filepath)
    own = os.path.normpath(bpy.data.filepath)
    unneeded = {absolute(l) for l in bpy.data.libraries if is_needed_for_nothing(l)}
    unneeded -= {absolute(l) for l in bpy.data.libraries if not is_needed_for_nothing(l)}
    for path, text in zip(paths, texts):
        path = os.path.normpath(path) if path else ""
        if path in ("", own) or path in unneeded or OWN_BRUSHES.search(path):
            continue
        # Of a library that another one links, only this text means a place beside the scene.
        near = "//" + os.path.relpath(path, here).replace("\\", "/") if mapping.files else text
        named[path] = {
            "path": path,
            "texts": list(dict.fromkeys((mapping.origins.get(path, text), text, near))),
            "sequence": path in sequences,
            "cache": path in caches,
        }


def cache_directories():
    """Fluid and ocean modifiers name a cache directory also when nothing was ever baked."""
    found = set()
    for item in bpy.data.objects:
        for modifier in item.modifiers:
            domain = getattr(modifier, "domain_settings", None)
            for owner, name in ((domain, "cache_directory"), (modifier, "filepath")):
                value = getattr(owner, name, None) if owner else None
                if value and modifier.type in ("FLUID", "OCEAN"):
                    found.add(os.path.normpath(bpy.path.abspath(value, library=item.library)))
    return found


class Mapping:
    """Where the files of the client's machine are on this one."""

    def __init__(self, files, scene_directory):
        self.files = {self.key(path): local for path, local in files.items()}
        self.origins = {os.path.normpath(local): path for path, local in files.items()}
        self.scene_directory = scene_directory

    @staticmethod
    def key(path):
        """Separators alike; a Windows path (it has a drive) without regard to case."""
        path = posixpath.normpath(path.replace("\\", "/"))
        return path.lower() if re.match("^[A-Za-z]:/", path) else path

    def local(self, original):
        """The local path for a path of the client's machine, or None."""
        key = self.key(original)
        if key in self.files:
            return self.files[key]
        name = posixpath.basename(key)
        pattern = tile_pattern(name) or sequence_pattern(name)
        directory = posixpath.dirname(key) + "/"
        for other, local in self.files.items():
            if not other.startswith(directory):
                continue
            if pattern is not None and "/" not in other[len(directory) :]:
                if pattern.match(other[len(directory) :]):
                    return os.path.join(os.path.dirname(local), name)
        inside = key.rstrip("/") + "/"
        for other, local in self.files.items():
            if other.startswith(inside):
                depth = other[len(inside) :].count("/") + 1
                for _ in range(depth):
                    local = os.path.dirname(local)
                return local
        return None

    def original(self, path, library):
        """The path that a reference meant on the client's machine."""
        if not path.startswith("//"):
            return path
        directory = self.directory(library) if library else self.scene_directory
        return posixpath.join(directory.replace("\\", "/"), path[2:].replace("\\", "/"))

    def directory(self, library):
        """The directory that a library had on the client's machine."""
        here = os.path.normpath(bpy.path.abspath(library.filepath, library=library.parent))
        if here in self.origins:
            return posixpath.dirname(self.origins[here])
        return posixpath.dirname(self.original(library.filepath, library.parent))


def exists(path):
    if os.path.exists(path):
        return True
    return bool(siblings(path, tile_pattern(os.path.basename(path))))


def remap(files, scene_directory):
    """Points what is not found here to where the job's files lie."""
    mapping = Mapping(files, scene_directory)
    if not mapping.files:
        return
    remap_libraries(mapping)
    for blocks in (
        bpy.data.images,
        bpy.data.sounds,
        bpy.data.fonts,
        bpy.data.movieclips,
        getattr(bpy.data, "volumes", []),
        getattr(bpy.data, "cache_files", []),
    ):
        for block in blocks:
            if getattr(block, "packed_file", None) or block.filepath in ("", "<builtin>"):
                continue
            remap_property(block, "filepath", block.library, mapping)
    for item in bpy.data.objects:
        for modifier in item.modifiers:
            if modifier.type in ("MESH_CACHE", "OCEAN"):
                remap_property(modifier, "filepath", item.library, mapping)
            domain = getattr(modifier, "domain_settings", None)
            if domain is not None:
                remap_property(domain, "cache_directory", item.library, mapping)
    for scene in bpy.data.scenes:
        for strip in scene_setup.all_strips(scene):
            name = {"IMAGE": "directory", "MOVIE": "filepath"}.get(strip.type)
            if name:
                remap_property(strip, name, scene.library, mapping)


def remap_property(owner, name, library, mapping):
    path = getattr(owner, name)
    if not path:
        return
    # Also where the path is found: that is another file, which may be changed while the job runs.
    local = mapping.local(mapping.original(path, library))
    here = os.path.normpath(bpy.path.abspath(path, library=library))
    if local is not None and os.path.normpath(local) != here:
        setattr(owner, name, local)


def is_needed_for_nothing(library):
    """Whether the scene keeps copies (packed linked data, from Blender 5 on) of all that it uses."""
    if not hasattr(library, "is_archive"):
        return False
    return library.is_archive or (bool(library.archive_libraries) and not library.users_id)


def remap_libraries(mapping):
    """A library may bring others: goes on until nothing more is found."""
    done = set()
    changed = True
    while changed:
        changed = False
        for library in list(bpy.data.libraries):
            path = bpy.path.abspath(library.filepath, library=library.parent)
            if library.name in done or library.packed_file:
                continue
            if is_needed_for_nothing(library):
                continue
            local = mapping.local(mapping.original(library.filepath, library.parent))
            if local is None or os.path.normpath(local) == os.path.normpath(path):
                continue
            if getattr(library, "archive_libraries", ()):
                # Opening it anew would put what it has now in the place of what the scene keeps.
                raise RuntimeError(
                    "data of %s is linked and packed at the same time" % library.filepath
                )
            done.add(library.name)
            library.filepath = local
            library.reload()
            changed = True
            break
