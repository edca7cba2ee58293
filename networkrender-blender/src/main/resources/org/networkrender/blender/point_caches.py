"""The caches in which Blender keeps the points of what it has simulated, in memory and as files.

Blender itself writes and reads the files: it moves a cache between memory and disk when "use_disk_cache" is
changed. They lie in the directory of this session, whatever name and place the scene has for them.
"""

import os
import re
import shutil

import bpy
import picture_stamp

HERE = os.path.dirname(os.path.abspath(__file__))
PLACES = os.path.join(HERE, "tmp", "caches")
# The frame, and the number that Blender gives the cache among those of its object.
FILE = re.compile(r"\d{6}_\d{2,3}\.bphys")


class Elsewhere:
    """Lets Blender look for the files of caches in another directory; nothing is evaluated meanwhile."""

    def __init__(self, directory):
        self.directory = directory

    def __enter__(self):
        self.before = bpy.data.filepath
        picture_stamp.write(os.path.join(self.directory, "x.blend"))

    def __exit__(self, *error):
        picture_stamp.write(self.before)


def new_place(name):
    """An empty directory of this session."""
    directory = os.path.join(PLACES, name)
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
    return directory


class PointCache:
    """One that is written or read."""

    def __init__(self, simulated, number):
        self.cache = simulated.cache
        self.owner = simulated.owner
        self.streamed = simulated.streamed
        self.may_be_marked = not (simulated.hair or simulated.forgotten or simulated.owner.library)
        self.name = "points%d" % number
        self.directory = os.path.join(PLACES, self.name)
        self.files = self.directory if self.streamed else os.path.join(self.directory, "blendcache_x")

    def begin_anew(self):
        """Forgets all frames, and keeps each that comes."""
        new_place(self.name)
        if self.cache.frame_step != 1:
            self.cache.frame_step = 1
        if self.streamed:
            # Dynamic paint has its points on the disk alone.
            self.read_from_files(0)
        elif self.owner.library is None:
            with Elsewhere(self.directory):
                self.choose_name()
                self.cache.use_disk_cache = True
                shutil.rmtree(self.files, ignore_errors=True)
                self.cache.use_disk_cache = False

    def choose_name(self):
        self.cache.name = self.name
        if self.cache.name != self.name:
            raise RuntimeError("the caches of %s have names that cannot be changed" % self.owner.name)

    def read_from_files(self, index):
        with Elsewhere(self.directory):
            self.cache.use_external = True
            self.cache.filepath = self.files
            self.choose_name()
            self.cache.index = index

    def write(self):
        """Writes what is in memory; returns the files, by the names that they have among others."""
        if not self.streamed:
            new_place(self.name)
            with Elsewhere(self.directory):
                self.cache.use_disk_cache = True
            if not self.cache.use_disk_cache:
                raise OSError("not all frames of %s could be written" % self.owner.name)
        start = self.name + "_"
        names = os.listdir(self.files) if os.path.isdir(self.files) else []
        names = sorted(each for each in names if each.startswith(start))
        return {each[len(start) :]: os.path.join(self.files, each) for each in names}

    def mark_as_baked(self):
        """What is baked stays, while a render of the first frame forgets all others.

        The operator evaluates before it marks. Hair that is marked would be shown as it lies at rest.
        """
        if not self.may_be_marked:
            return
        with bpy.context.temp_override(point_cache=self.cache):
            bpy.ops.ptcache.bake_from_cache()

    def read(self, files):
        """Takes up the frames of files, as baked; files maps names to what writes a file to a path."""
        new_place(self.name)
        if not self.streamed:
            with Elsewhere(self.directory):
                self.choose_name()
                self.cache.use_disk_cache = True
            self.mark_as_baked()
            shutil.rmtree(self.files, ignore_errors=True)
        os.makedirs(self.files, exist_ok=True)
        for name, write_to in files.items():
            write_to(os.path.join(self.files, self.name + "_" + name))
        if self.streamed:
            indices = {int(name.partition("_")[2].partition(".")[0]) for name in files}
            self.read_from_files(min(indices, default=0))
            return
        with Elsewhere(self.directory):
            self.cache.use_disk_cache = False
        shutil.rmtree(self.directory, ignore_errors=True)
