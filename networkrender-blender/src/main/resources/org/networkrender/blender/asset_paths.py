"""Tells which files a scene names, and finds them where it came to without its machine."""

import os
import re

import addons
import bpy
import file_groups
import node_bakes
import path_mapping
import path_rules
import scene_setup

# Since 4.3 a scene names the library of brushes that Blender brings along. No picture needs one.
OWN_BRUSHES = re.compile(r"[/\\]datafiles[/\\]assets[/\\]brushes[/\\]")

COLLECTIONS = {}

# The text goes into one of LostFiles.java.
TORN = "%s, in which names differ only as some machines do not tell apart,"

BAKES = ("NodesModifier.bake_directory", "NodesModifierBake.directory")


class LostFile(Exception):
    """A file of the job is named by the scene and not found, although it was sent."""


class VanishedFile(Exception):
    """A file of the job is not where it was put on this machine."""


def named_files(mapping):
    """Every file that the scene names, each once, and other texts that look like a path.

    mapping tells where the files of another machine are, if the scene comes from one: linked
    libraries are opened there, and the paths that are told still mean that machine.
    """
    names = Names(mapping)
    names.add_all()
    if mapping.files:
        remap_libraries(mapping)
        names.add_all()
    return list(names.named.values()), names.mentioned


class Names:
    """Collects what the scene names."""

    def __init__(self, mapping):
        self.mapping = mapping
        self.named = {}
        self.mentioned = []
        self.here = os.path.dirname(bpy.data.filepath)
        self.own = os.path.normpath(bpy.data.filepath)
        # What an add-on has beside itself is where the add-on is.
        self.brought = addons.directories()

    def add_all(self):
        self.unneeded = unneeded_libraries()
        self.mentioned = []
        judged = set()
        for place, use in path_rules.uses():
            if place.text and path_rules.is_judged(place):
                judged.add(path_mapping.absolute(place.text, place.block.library))
            if use is not None:
                base = (use.base or place.block).library
                kinds = path_rules.KINDS.get(place.key, ())
                for text in use.texts:
                    self.add(text, base, use, place.block, kinds)
            elif not place.path and path_rules.looks_like_path(place):
                path = path_mapping.absolute(place.text, place.block.library)
                by = {"by": title(place.block), "subject": subject(place.block)}
                self.mentioned.append({"path": path, **by})
        # What only Blender itself knows of.
        paths = bpy.utils.blend_paths(absolute=True, packed=False, local=False)
        texts = bpy.utils.blend_paths(absolute=False, packed=False, local=False)
        for path, text in zip(paths, texts):
            path = os.path.normpath(path) if path else ""
            # Of a strip it tells the directory and the first picture.
            if path and path not in judged and os.path.dirname(path) not in judged:
                self.put(path, text, path_rules.Use([text]), None)

    def add(self, text, base, use, by, kinds):
        path = path_mapping.absolute(text, base)
        self.put(path, text, use, by, kinds)

    def put(self, path, text, use, by, kinds=()):
        if path == self.own or path in self.unneeded or OWN_BRUSHES.search(path):
            return
        # The directory of the scene itself is no file of it, but there may be files of a cache.
        if path == self.here and not use.members:
            return
        if any(path_mapping.is_below(path, place) for place in self.brought):
            return
        mapping = self.mapping
        known = self.named.get(path)
        # Of a library that another one links, only this text means a place beside the scene.
        near = "//" + os.path.relpath(path, self.here).replace("\\", "/") if mapping.files else text
        self.named[path] = {
            "path": path,
            "texts": list(dict.fromkeys((mapping.origins.get(path, text), text, near))),
            "sequence": use.sequence or bool(known and known["sequence"]),
            "cache": not use.need and bool(not known or known["cache"]),
            **namer(known, by),
            "told": use.told if not known or known["told"] else "",
            "kinds": kinds_of(known, kinds),
            "members": sorted({*use.members, *(known["members"] if known else ())}),
        }


def kinds_of(known, kinds):
    """What is named in two ways may be what either allows; none means that it may be anything."""
    if known is None:
        return list(kinds)
    return sorted({*known["kinds"], *kinds}) if known["kinds"] and kinds else []


def namer(known, block):
    """Which data block names a file; of several the first one that needs it."""
    if known and not known["cache"]:
        return {"by": known["by"], "subject": known["subject"]}
    if block is None:
        return {"by": "", "subject": {}}
    return {"by": title(block), "subject": subject(block)}


def subject(block):
    """Where a program finds a data block again."""
    library = block.library.filepath if block.library is not None else ""
    return {"collection": collection_of(block), "name": block.name, "library": library}


def collection_of(block):
    """The name of the collection of bpy.data that has a data block."""
    kind = type(block)
    if kind not in COLLECTIONS:
        COLLECTIONS[kind] = collection_of_kind(kind)
    return COLLECTIONS[kind]


def collection_of_kind(kind):
    for collection in bpy.data.bl_rna.properties:
        if collection.type == "COLLECTION":
            if issubclass(kind, getattr(bpy.types, collection.fixed_type.identifier)):
                return collection.identifier
    return ""


def title(block):
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", block.bl_rna.identifier).lower()
    return "%s %s" % (kind, block.name)


def unneeded_libraries():
    """The places of libraries that are named and not read."""
    unneeded = {absolute_library(l) for l in bpy.data.libraries if is_needed_for_nothing(l)}
    return unneeded - {
        absolute_library(l) for l in bpy.data.libraries if not is_needed_for_nothing(l)
    }


def absolute_library(library):
    return path_mapping.absolute(library.filepath, None)


def remap(mapping):
    """Points all that was sent to where it lies here. Nothing else is looked for on this machine."""
    if not mapping.files:
        return
    remap_libraries(mapping)
    for place, use in path_rules.uses():
        if use is not None and not isinstance(place.block, bpy.types.Library):
            remap_place(place, use, mapping)
    for scene in bpy.data.scenes:
        for strip in scene_setup.all_strips(scene):
            # It keeps the failed load of a font that came to its place only now.
            if strip.type == "TEXT" and strip.font is not None:
                strip.font = strip.font
    check(mapping)


def remap_place(place, use, mapping):
    base = (use.base or place.block).library
    originals = [mapping.original(text, base) for text in use.texts]
    found = [mapping.local(original, use.sequence) for original in originals]
    here = [path_mapping.absolute(text, base) for text in use.texts]
    for original in originals:
        if mapping.key(original) in mapping.torn:
            raise LostFile(TORN % original)
    if not found or all(local is None or local == path for local, path in zip(found, here)):
        return
    if place.name == "directory" and hasattr(place.owner, "elements"):
        remap_strip(place, mapping, base)
    elif found[0] is not None:
        place.text = found[0]
        if place.key in BAKES and not node_bakes.read_anew(place):
            raise LostFile("%s (%s)" % (originals[0], title(place.block)))
    confirm(place, list(zip(originals, found)), mapping)


def remap_strip(place, mapping, base):
    """Its pictures lie in one directory, under names that a file system here may not allow."""
    strip = place.owner
    start = path_rules.strip_start(place.text)
    found = [mapping.local(mapping.original(start + e.filename, base)) for e in strip.elements]
    known = [local for local in found if local is not None]
    if not known:
        return
    place.text = os.path.join(os.path.dirname(known[0]), "")
    for element, local in zip(strip.elements, found):
        if local is not None and element.filename != os.path.basename(local):
            element.filename = os.path.basename(local)


def confirm(place, wanted, mapping):
    """A place need not take what it is given: it may be too long, or of two directories."""
    use = path_rules.use_of(place)
    if use is None:
        # A bake that was packed is read from nowhere any more.
        return
    base = (use.base or place.block).library
    for text, (original, local) in zip(use.texts, wanted):
        path = path_mapping.absolute(text, base)
        if local is None or file_groups.exists(path, use.sequence):
            continue
        if path == os.path.normpath(local):
            raise VanishedFile(original)
        raise LostFile("%s (%s)" % (original, title(place.block)))


def check(mapping):
    """Nothing that was sent may still be named and not found: the picture would lack it."""
    unneeded = unneeded_libraries()
    for place, use in path_rules.uses():
        if use is None:
            continue
        base = (use.base or place.block).library
        for text in use.texts:
            path = path_mapping.absolute(text, base)
            if path not in unneeded and not file_groups.exists(path, use.sequence):
                original = mapping.original(text, base)
                local = mapping.local(original, use.sequence)
                if path in mapping.origins or local == path:
                    raise VanishedFile(mapping.origins.get(path, original))
                if local is not None:
                    raise LostFile("%s (%s)" % (original, title(place.block)))
    for directory in mapping.torn:
        # No property names it.
        if os.path.basename(directory).startswith("blendcache_"):
            raise LostFile(TORN % directory)
    unread = paths_of_sound_strips(mapping)
    for path in bpy.utils.blend_paths(absolute=True, packed=False, local=False):
        if not path or os.path.exists(path) or os.path.normpath(path) in unneeded:
            continue
        if mapping.key(path) in mapping.files and mapping.key(path) not in unread:
            raise LostFile(path)


def paths_of_sound_strips(mapping):
    """A strip keeps where its sound once was. Nothing reads that, and no property can change it."""
    paths = {path_mapping.absolute(sound.filepath, sound.library) for sound in bpy.data.sounds}
    return {mapping.key(mapping.origins.get(path, path)) for path in paths}


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
            path = absolute_library(library)
            if library.name in done or library.packed_file or is_needed_for_nothing(library):
                continue
            local = mapping.local(mapping.original(library.filepath, None))
            if local is None or os.path.normpath(local) == os.path.normpath(path):
                continue
            if getattr(library, "archive_libraries", ()):
                if os.path.exists(path):
                    continue
                # Opening it anew would put what it has now in the place of what the scene keeps.
                raise RuntimeError(
                    "data of %s is linked and packed at the same time" % library.filepath
                )
            done.add(library.name)
            library.filepath = local
            library.reload()
            changed = True
            break
