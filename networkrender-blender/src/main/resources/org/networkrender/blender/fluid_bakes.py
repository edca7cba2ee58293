"""Bakes fluids of which nothing is baked, as their owner would by a click, and shows what another one has baked.

Blender bakes into a directory of files. It finds them again in the same scene unbaked, once the domain names their
directory: measured on 3.4 (smoke, liquid) and 5.2 (liquid), pixel by pixel.
"""

import os
import re
import shutil

import bpy
import point_caches

# What Blender calls the files of a domain; the directory tells what they are of.
FILE = re.compile(r"(?:config|data|noise|mesh|particles)/[a-z_]{1,40}\d{4,6}(?:\.[a-z]{2,5}){1,2}")

FRAME = re.compile(r"([a-z]+)/[a-z_]+(\d+)\.")

# What is baked at once, as it is called where the parts have the names of their directories.
ALL = "fluid"

# A disk that has less left is full: Blender writes all of a file at once.
LEAST_FREE = 256 << 10


def domain_of(modifier):
    is_domain = modifier.type == "FLUID" and modifier.fluid_type == "DOMAIN"
    return modifier.domain_settings if is_domain else None


def is_proved(domain):
    """Whether what this Blender bakes was seen to be right.

    Debian's 4.3 and the module end while they bake, and the 5.2 at hand renders no smoke at all.
    """
    if getattr(bpy.app, "module", False) or not bpy.app.build_options.fluid:
        return False
    return bpy.app.version < (4, 0) or (bpy.app.version >= (5, 0) and domain.domain_type == "LIQUID")


def can_be_baked(item, modifier, scene):
    """Whether a domain is one of which all can be baked here, and shown elsewhere."""
    domain = domain_of(modifier)
    return (
        domain is not None
        and modifier.show_render
        and not item.hide_render
        and item.library is None
        and item.name in scene.view_layers[0].objects
        and is_proved(domain)
        and domain.cache_type in ("ALL", "MODULAR")
        and not domain.has_cache_baked_any
        # A guide is baked before what it guides.
        and not domain.use_guide
        and domain.cache_frame_start >= 1
    )


class Watched:
    """Hears of each frame that Blender has baked: the operator itself says nothing before its end."""

    def __init__(self, frames, told):
        self.frames = frames
        self.told = told

    def __enter__(self):
        bpy.app.handlers.frame_change_post.append(self.hear)

    def __exit__(self, *error):
        bpy.app.handlers.frame_change_post.remove(self.hear)

    def hear(self, scene, _=None):
        if scene.frame_current in self.frames:
            done = scene.frame_current - self.frames.start + 1
            self.told(done, ": frame %d of %d" % (scene.frame_current, self.frames[-1]))


class FluidCache:
    """The files of one domain, in the directory of this session."""

    def __init__(self, item, modifier, number):
        self.item = item
        self.domain = domain_of(modifier)
        self.name = "baked_fluid%d" % number
        self.directory = point_caches.new_place(self.name)
        self.domain.cache_directory = self.directory

    def prepare(self, last):
        """Chooses the frames: up to one, or to the end of the fluid where that is earlier. Returns how many are baked,
        each once a step."""
        domain = self.domain
        domain.cache_frame_end = max(domain.cache_frame_start, min(domain.cache_frame_end, last))
        # Else noise cannot be baked after the data.
        domain.cache_resumable = domain.cache_type == "MODULAR"
        return len(self.frames()) * len(self.steps())

    def frames(self):
        return range(self.domain.cache_frame_start, self.domain.cache_frame_end + 1)

    def bake(self, told, done):
        """Bakes all frames; tells after each how many are done, and returns that."""
        for name, step in self.steps():
            with Watched(self.frames(), lambda frames, what: told(done + frames, name + what)):
                with bpy.context.temp_override(object=self.item, active_object=self.item, selected_objects=[self.item]):
                    if step() != {"FINISHED"}:
                        raise RuntimeError("Blender does not bake the fluid of %s" % self.item.name)
            done += len(self.frames())
            self.check(self.written_by(name))
        return done

    def check(self, kinds):
        """Blender says that it has baked also where it could write nothing, or a part of a file."""
        sizes = {}
        for name, path in self.files().items():
            kind, frame = FRAME.match(name).groups()
            sizes.setdefault((kind, int(frame)), []).append(os.path.getsize(path))
        whole = all(min(sizes.get((kind, frame), [0])) for kind in kinds for frame in self.frames())
        # A file that is cut off has nothing that tells so, but the disk is full then.
        if not whole or shutil.disk_usage(self.directory).free < LEAST_FREE:
            raise OSError("the fluid of %s could not be written" % self.item.name)

    def steps(self):
        """What is baked one after the other: how that is called, and Blender's operator."""
        if self.domain.cache_type == "ALL":
            return [(ALL, bpy.ops.fluid.bake_all)]
        return [("fluid " + kind, getattr(bpy.ops.fluid, "bake_" + kind)) for kind in self.kinds()]

    def kinds(self):
        """What there is of this fluid, in the order in which it is baked."""
        domain = self.domain
        kinds = ["data"]
        if domain.domain_type == "GAS":
            return kinds + ["noise"] * domain.use_noise
        if domain.use_mesh:
            kinds.append("mesh")
        if domain.use_spray_particles or domain.use_foam_particles or domain.use_bubble_particles:
            kinds.append("particles")
        return kinds

    def written_by(self, step):
        """The directories of which a step has written files, those of each frame."""
        return ["config", *(kind for kind in self.kinds() if step in (ALL, "fluid " + kind))]

    def files(self):
        """The files of all frames: what each is called below the directory, and where it is."""
        found = {}
        for place, _, names in os.walk(self.directory):
            for each in names:
                path = os.path.join(place, each)
                name = os.path.relpath(path, self.directory).replace(os.sep, "/")
                if FILE.fullmatch(name):
                    found[name] = path
        return dict(sorted(found.items()))

    def read(self, files):
        """Takes up files; maps names to what writes a file to a path."""
        for name, write_to in files.items():
            path = os.path.join(self.directory, *name.split("/"))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_to(path)

    def forget(self):
        shutil.rmtree(self.directory, ignore_errors=True)
