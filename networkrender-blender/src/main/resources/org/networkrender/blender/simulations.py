"""Finds simulations that take part in a picture, and which of them nobody baked."""

import os

import bpy
import path_mapping


def unbaked(scenes):
    """The names of what would look different when frames are rendered out of turn."""
    found = [name for item in objects(scenes) for name in unbaked_of(item)]
    for scene in scenes:
        world = scene.rigidbody_world
        if world is not None and world.enabled and not world.point_cache.is_baked:
            found.append("rigid bodies")
    return list(dict.fromkeys(found))


def objects(scenes):
    """Those of the scenes, what they show as instances, and what belongs to no scene at all."""
    shown = {item for scene in scenes for item in scene.objects}
    queue = list(shown)
    while queue:
        collection = queue.pop().instance_collection
        new = set(collection.all_objects) - shown if collection is not None else set()
        shown |= new
        queue.extend(new)
    elsewhere = {item for scene in bpy.data.scenes if scene not in scenes for item in scene.objects}
    # Nodes and particles show objects that are in a collection alone.
    inner = {item for collection in bpy.data.collections for item in collection.objects}
    return [item for item in bpy.data.objects if item in shown or item in inner - elsewhere]


def unbaked_of(item):
    for modifier in item.modifiers:
        if not modifier.show_render:
            continue
        if any(not (c.is_baked or c.use_external) for c in caches_of(modifier)):
            yield item.name
        domain = getattr(modifier, "domain_settings", None)
        if modifier.type == "FLUID" and domain is not None and not domain.has_cache_baked_any:
            yield item.name
        if modifier.type == "NODES" and simulates(modifier) and not on_disk(modifier, item.library):
            yield item.name


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
