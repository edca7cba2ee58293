"""Which parts of Blender, that some builds lack, a scene cannot do without.

Blender says nothing where it lacks one: what it would make is not there, or stays as it was. The names are
those of bpy.app.build_options.
"""

import bpy
import scene_setup
import shown_objects
import volumes

MODIFIERS = {
    "FLUID": "fluid",
    "MESH_TO_VOLUME": "openvdb",
    "MULTIRES": "opensubdiv",
    "OCEAN": "mod_oceansim",
    "SUBSURF": "opensubdiv",
    "VOLUME_DISPLACE": "openvdb",
    "VOLUME_TO_MESH": "openvdb",
}
CACHES = (".abc", "alembic"), (".usd", "usd"), (".usda", "usd"), (".usdc", "usd"), (".usdz", "usd")
SUBDIVISION = "GeometryNodeSubdivisionSurface"


def needs(scenes):
    found = set()
    for item in shown_objects.objects(scenes):
        found.update(of_object(item))
    for scene in scene_setup.with_sets(scenes):
        found.update(of_world(scene.rigidbody_world))
    for scene in scenes:
        found.update(of_scene(scene))
    movies = [image for image in bpy.data.images if image.users] + list(bpy.data.movieclips)
    if any(each.source == "MOVIE" for each in movies):
        found.add("codec_ffmpeg")
    return sorted(found)


def of_object(item):
    if item.type == "VOLUME":
        yield "openvdb"
    for modifier in item.modifiers:
        if modifier.show_render:
            yield from of_modifier(modifier)
    for constraint in item.constraints:
        if constraint.type == "TRANSFORM_CACHE" and not constraint.mute:
            yield from of_cache(constraint.cache_file)


def of_modifier(modifier):
    if modifier.type in MODIFIERS:
        yield MODIFIERS[modifier.type]
    elif modifier.type == "MESH_SEQUENCE_CACHE":
        yield from of_cache(modifier.cache_file)
    elif modifier.type == "REMESH":
        yield "openvdb" if modifier.mode == "VOXEL" else "mod_remesh"
    elif modifier.type == "NODES":
        for tree in scene_setup.with_groups([modifier.node_group]):
            if volumes.makes_volume(tree):
                yield "openvdb"
            if any(node.bl_idname == SUBDIVISION for node in tree.nodes):
                yield "opensubdiv"


def of_cache(file):
    path = file.filepath.lower() if file is not None else ""
    for end, option in CACHES:
        if path.endswith(end):
            yield option


def of_world(world):
    if world is not None and world.enabled:
        yield "bullet"


def of_scene(scene):
    if scene.render.use_freestyle and any(
        layer.use and layer.use_freestyle for layer in scene.view_layers
    ):
        yield "freestyle"
    if scene_setup.shows_strips(scene) and any(
        strip.type == "MOVIE" and not strip.mute for strip in scene_setup.all_strips(scene)
    ):
        yield "codec_ffmpeg"
