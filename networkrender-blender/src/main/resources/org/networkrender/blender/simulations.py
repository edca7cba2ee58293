"""Finds simulations that take part in a picture, and which of them nobody baked."""

import os

import bpy
import fluid_bakes
import path_mapping
import scene_setup
import shown_objects


# Why results cannot be stored, by what moves. All of it was measured: see "Movies and bakes" in ARCHITECTURE.md.
IN_LIBRARY = "%s comes from a library, and Blender stores no results for it"
HAIR = "Blender shows stored results of hair dynamics (%s) otherwise than it plays them"
EARLY = "particles of %s are emitted before frame 1, and Blender shows their stored results otherwise"
RIGID = "Blender lets no script store the results of rigid bodies"
FLUID = "the fluid of %s is played by Blender anew in each session"
NODES = "the simulation nodes of %s are played by Blender anew in each session"
OTHER_RANGE = "its caches begin at frame %d, where Blender reads no results"

MOST_NAMES = 10


class Simulated:
    """Something that moves so that a frame needs those before, and of which nothing is stored.

    first is the frame from which it is to be played. chained is the reason why its results cannot be stored;
    what can be has a cache, a key that finds it again in the same scene, and may be streamed onto the disk. A fluid
    has its modifier in place of a cache.
    """

    def __init__(
        self, owner, first, chained="", cache=None, key=None, streamed=False, hair=False, forgotten=False, fluid=None
    ):
        self.owner = owner
        self.name = owner.name if isinstance(owner, bpy.types.Object) else "rigid bodies"
        self.first = first
        self.chained = chained
        self.cache = cache
        self.key = key
        self.streamed = streamed
        self.hair = hair
        self.forgotten = forgotten
        self.fluid = fluid


def described(scenes):
    """What a description tells of them, or None where there are none."""
    found = unbaked(scenes)
    if not found:
        return None
    first = min(each.first for each in found)
    reasons = [each.chained for each in found if each.chained]
    if first < 1:
        reasons.append(OTHER_RANGE % first)
    return {
        "names": list(dict.fromkeys(each.name for each in found))[:MOST_NAMES],
        "first": first,
        "chained": reasons[0] if reasons else "",
    }


def is_chained(scenes):
    told = described(scenes)
    return bool(told and told["chained"])


def unbaked(scenes):
    """All that would look different when frames are rendered out of turn."""
    found = [each for item in shown_objects.objects(scenes) for each in unbaked_of(item, scenes[0])]
    for scene in scene_setup.with_sets(scenes):
        world = scene.rigidbody_world
        if world is not None and world.enabled and not world.point_cache.is_baked:
            found.append(Simulated(scene, world.point_cache.frame_start, RIGID))
    # Which of two would have to be first, where one may push the other, nobody can tell.
    return found or list(fluids_of(scenes))


def fluids_of(scenes):
    """Fluids that can be baked."""
    for item in shown_objects.objects(scenes):
        for modifier in item.modifiers:
            if fluid_bakes.can_be_baked(item, modifier, scenes[0]):
                first = modifier.domain_settings.cache_frame_start
                yield Simulated(item, first, key=[item.name, modifier.name, 0], fluid=modifier)


def unbaked_of(item, scene):
    for modifier in item.modifiers:
        if not modifier.show_render:
            continue
        for number, cache in enumerate(caches_of(modifier)):
            if not (cache.is_baked or cache.use_external):
                key = [item.name, modifier.name, number]
                streamed = modifier.type == "DYNAMIC_PAINT"
                chained = reason_of(item, modifier)
                forgotten = is_forgotten(item, modifier)
                yield Simulated(item, cache.frame_start, chained, cache, key, streamed, is_hair(modifier), forgotten)
        domain = fluid_bakes.domain_of(modifier)
        if domain is not None and is_replayed(domain):
            yield Simulated(item, domain.cache_frame_start, FLUID % item.name)
        if modifier.type == "NODES" and simulates(modifier) and not on_disk(modifier, item.library):
            yield Simulated(item, start_of(modifier, scene), NODES % item.name)


def is_replayed(domain):
    """Whether a fluid moves although nobody has baked it: of the other kinds nothing is seen then."""
    return domain.cache_type == "REPLAY"


def reason_of(item, modifier):
    """Why the points of a modifier cannot be stored; empty where they can."""
    if item.library is not None:
        return IN_LIBRARY % item.name
    if is_early(modifier):
        return EARLY % item.name
    return HAIR % item.name if is_hair(modifier) else ""


def is_early(modifier):
    return (
        modifier.type == "PARTICLE_SYSTEM"
        and not is_hair(modifier)
        and modifier.particle_system.settings.frame_start < 1
    )


def is_forgotten(item, modifier):
    """Whether a render of its first frame forgets all others: it may not be marked as baked against that."""
    linked = item.library is not None and modifier.type not in ("CLOTH", "SOFT_BODY")
    return is_early(modifier) or (linked and not is_hair(modifier))


def is_hair(modifier):
    return modifier.type == "PARTICLE_SYSTEM" and modifier.particle_system.settings.type == "HAIR"


def start_of(modifier, scene):
    """The frame with which simulation nodes begin."""
    starts = [
        bake.frame_start
        for bake in getattr(modifier, "bakes", ())
        if bake.use_custom_simulation_frame_range
    ]
    return min(starts, default=scene.frame_start)


def caches_of(modifier):
    """The point caches of a modifier that simulates."""
    if modifier.type in ("CLOTH", "SOFT_BODY"):
        yield modifier.point_cache
    elif modifier.type == "DYNAMIC_PAINT" and modifier.canvas_settings is not None:
        for surface in modifier.canvas_settings.canvas_surfaces:
            # One that is baked into pictures has no cache of points.
            if surface.is_active and surface.surface_format == "VERTEX":
                yield surface.point_cache
    elif modifier.type == "PARTICLE_SYSTEM":
        system = modifier.particle_system
        if system.settings.type == "EMITTER" or system.use_hair_dynamics:
            yield system.point_cache


def simulates(modifier):
    """Whether a group of nodes simulates, as far as can be told without a bake of it."""
    queue, seen = [modifier.node_group], set()
    while queue:
        tree = queue.pop()
        if tree is None or tree in seen:
            continue
        seen.add(tree)
        for node in tree.nodes:
            if node.bl_idname == "GeometryNodeSimulationOutput":
                return True
            queue.append(getattr(node, "node_tree", None))
    return False


def on_disk(modifier, library):
    """Whether all bakes of a modifier are on the disk. Of those in the file Blender does not tell."""
    found = []
    for bake in getattr(modifier, "bakes", ()):
        own = os.path.join(modifier.bake_directory, str(bake.bake_id))
        place = bake.directory if bake.use_custom_path else own
        found.append(os.path.isdir(path_mapping.absolute(place, library)))
    return bool(found) and all(found)


def disk_caches():
    """The caches that were baked onto the disk: the library beside which each lies, its name, its owner."""
    found = []
    for item in bpy.data.objects:
        for modifier in item.modifiers:
            for cache in caches_of(modifier):
                if cache.use_disk_cache and cache.is_baked and not cache.use_external:
                    library = item.library if cache.use_library_path else None
                    found.append((library, cache.name, "object " + item.name))
    for scene in bpy.data.scenes:
        cache = scene.rigidbody_world.point_cache if scene.rigidbody_world is not None else None
        if cache is not None and cache.use_disk_cache and cache.is_baked:
            found.append((scene.library, cache.name, "scene " + scene.name))
    return found
