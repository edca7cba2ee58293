"""Opens a copy of a scene so that it lies where its original does: what is relative starts there."""

import os
import shutil

import asset_paths
import bpy
import path_mapping
import picture_stamp
import unbaked_caches

HERE = os.path.dirname(os.path.abspath(__file__))


def open_copy(copy, original, scripts):
    """Opens a file; if it is a copy of another one, gives it that one's path.

    Libraries that are relative to it are read then, since Blender has looked for them beside the copy.
    """
    if not original:
        open_file(copy, scripts)
        return
    if len(picture_stamp.encoded(original)) >= picture_stamp.MOST_PATH:
        raise RuntimeError("the path of the scene is too long")
    open_file(staged(copy, original), scripts)
    picture_stamp.write(original)
    read_libraries()


def open_file(path, scripts):
    with unbaked_caches.Unwritten():
        bpy.ops.wm.open_mainfile(filepath=path, load_ui=False, use_scripts=scripts)


def staged(copy, original):
    """A place for the copy as deep as its original's: Blender rewrites a path that leads above the root."""
    depth = len(os.path.dirname(original).replace("\\", "/").split("/"))
    directory = os.path.join(HERE, "tmp", *["d"] * depth)
    os.makedirs(directory, exist_ok=True)
    place = os.path.join(directory, os.path.basename(original))
    try:
        os.symlink(copy, place)
    except OSError:
        # Windows lets only some users make links.
        shutil.copyfile(copy, place)
    return place


def read_libraries():
    for library in bpy.data.libraries:
        if library.filepath.startswith("//"):
            # Told its path, Blender looks for it anew. It is told of all before any is read: then Blender 5
            # writes the relative paths of all anew, by where it has looked for them last.
            library.filepath = str(library.filepath)
    done = set()
    found = True
    while found:
        # A library may bring others.
        found = [each for each in bpy.data.libraries if each.name not in done and is_found(each)]
        for library in found[:1]:
            done.add(library.name)
            library.reload()
            unbaked_caches.lead_away()


def is_found(library):
    return (
        library.filepath.startswith("//")
        and os.path.isfile(path_mapping.absolute(library.filepath, None))
        and not library.packed_file
        and not asset_paths.is_needed_for_nothing(library)
    )
