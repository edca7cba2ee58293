"""Plays the simulations of a scene and stores what they give in one file; takes such a file up again.

The file is a ZIP archive without compression: "bake.json" names what was simulated, and in the directory of its
number there lie its frames; those of fluids lie in directories of their own. It has come from another machine, and is believed nothing.
"""

import json
import os
import re
import shutil
import zipfile

import bpy
import fluid_bakes
import playing
import point_caches
import scene_setup
import simulations

# What core calls it: see BakeRequest.
NAME = "baked.bin"
TABLE = "bake.json"
FORMAT = "networkrender bake 1"
MEMBER = re.compile(r"(\d{4})/(.+)")
FLUID = re.compile(r"fluid(\d{4})/(.+)")
MOST_TABLE = 4 << 20
MOST_CACHES = 9_999
MOST_MEMBERS = 2_000_000


class NoRoom(Exception):
    """The results cannot be written here."""


class WrongBake(Exception):
    """A file is no result of a bake of this scene."""


def bake(scene, first, last, directory):
    """Plays all frames up to the last one, and returns the path of the file."""
    path = os.path.join(directory, NAME)
    try:
        played = playing.Played(scene, first)
        if len(played.caches) > MOST_CACHES:
            raise RuntimeError("the scene has more than %d simulations" % MOST_CACHES)
        # Motion blur looks at the frame behind the last one.
        played.play(last + 1, tell)
        with open(path, "xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            table = {"format": FORMAT, "blender": list(bpy.app.version), "caches": played.keys}
            table["fluids"] = played.fluid_keys
            archive.writestr(TABLE, json.dumps(table))
            for number, cache in enumerate(played.caches):
                for name, each in cache.write().items():
                    archive.write(each, "%04d/%s" % (number, name))
                shutil.rmtree(cache.directory, ignore_errors=True)
            for number, fluid in enumerate(played.fluids):
                for name, each in fluid.files().items():
                    archive.write(each, "fluid%04d/%s" % (number, name))
                fluid.forget()
    except OSError as error:
        raise NoRoom(error.strerror or str(error)) from error
    return path


def tell(done, of, what):
    print("bake: %d/%d %s" % (min(done, of), of, what), flush=True)


def take_up(scene, path):
    """Gives the scene the results of its simulations."""
    try:
        with zipfile.ZipFile(path) as archive:
            read(archive, scene)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, KeyError) as error:
        raise WrongBake(str(error)) from error


def read(archive, scene):
    table, members, fluids = checked(archive)
    unbaked = simulations.unbaked(scene_setup.rendered_scenes(scene))
    found = {tuple(each.key): each for each in unbaked if each.cache is not None}
    flowing = {tuple(each.key): each for each in unbaked if each.fluid is not None}
    wanted = keys(table["caches"], found)
    for number, key in enumerate(keys(table.get("fluids", []), flowing)):
        cache = fluid_bakes.FluidCache(flowing[key].owner, flowing[key].fluid, number)
        cache.read({name: writer(archive, info) for name, info in fluids.get(number, {}).items()})
    for number, key in enumerate(wanted):
        files = {name: writer(archive, info) for name, info in members.get(number, {}).items()}
        # Shown by a window, particles would write their first frame beside the scene while they are marked.
        found[key].owner.modifiers[key[1]].show_viewport = False
        point_caches.PointCache(found[key], number).read(files)


def keys(told, found):
    """The simulations of a table, which are those of the scene."""
    wanted = [tuple(key) for key in told]
    if sorted(wanted) != sorted(found):
        raise WrongBake("it has results of other simulations than the scene")
    return wanted


def checked(archive):
    """The table, and the files of each simulation and of each fluid by their names."""
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise WrongBake("it has too many files")
    members, fluids = {}, {}
    for info in infos:
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
            raise WrongBake("its files are packed")
        if info.filename == TABLE:
            continue
        fluid = FLUID.fullmatch(info.filename)
        if fluid is not None and fluid_bakes.FILE.fullmatch(fluid.group(2)):
            fluids.setdefault(int(fluid.group(1)), {})[fluid.group(2)] = info
            continue
        match = MEMBER.fullmatch(info.filename)
        if match is None or point_caches.FILE.fullmatch(match.group(2)) is None:
            raise WrongBake("it has a file of another name")
        members.setdefault(int(match.group(1)), {})[match.group(2)] = info
    if archive.getinfo(TABLE).file_size > MOST_TABLE:
        raise WrongBake("its table is too long")
    table = json.loads(archive.read(TABLE))
    if table["format"] != FORMAT or not all(is_key(key) for key in table["caches"] + table.get("fluids", [])):
        raise WrongBake("its table is none")
    return table, members, fluids


def is_key(key):
    kinds = [type(each) for each in key] if isinstance(key, list) else []
    return kinds == [str, str, int]


def writer(archive, info):
    """Writes one file; what is packed without compression is as long as the archive says."""

    def write_to(path):
        with archive.open(info) as packed, open(path, "xb") as file:
            shutil.copyfileobj(packed, file)

    return write_to
