"""Whether a scene may show a volume, and how far a pixel then depends on its neighbours.

Measured from Blender 5.0 on: Cycles guides light in volumes by what it has seen so far. After 1, 2, 4,
8 ... samples it blurs that over the neighbours, so a pixel depends on more of them each time, also
without adaptive sampling, and each sample depends on those before it.
"""

import bpy
import cycles_passes
import kept_settings

REACH = 5
PASSES = ("use_pass_volume_scatter", "use_pass_volume_transmit", "use_pass_volume_majorant")
# What a setting can grow to that is animated.
MOST_SAMPLES = 1 << 24


def are_guided(scene):
    """Whether a pixel of a volume depends on its neighbours and on earlier samples."""
    cycles = scene.cycles
    if not hasattr(cycles, "volume_biased"):
        return False
    biased = cycles.volume_biased and not kept_settings.curves_of(scene, "volume_biased")
    return (not biased or shows_passes(scene)) and may_show()


def shows_passes(scene):
    """Measured on 5.2: the passes of volumes are guided although the picture is not."""
    return any(
        getattr(layer.cycles, name, False)
        for layer in cycles_passes.enabled_layers(scene)
        for name in PASSES
    )


def overscan(scene):
    """How many neighbours in each direction a pixel depends on."""
    if not are_guided(scene):
        return 0
    layers = cycles_passes.enabled_layers(scene)
    samples = max(cycles_passes.layer_samples(scene, layer) for layer in layers)
    if kept_settings.curves_of(scene, "samples"):
        samples = MOST_SAMPLES
    return REACH * (max(samples, 2) - 1).bit_length()


def may_show():
    """Too often rather than too seldom: nobody knows here what nodes make of a scene."""
    return (
        any(item.type == "VOLUME" for item in bpy.data.objects)
        or any(has_volume(block.node_tree) for block in (*bpy.data.materials, *bpy.data.worlds))
        or any(has_volume(tree) or makes_volume(tree) for tree in bpy.data.node_groups)
    )


def has_volume(tree):
    return tree is not None and any(
        node.bl_idname in ("ShaderNodeOutputMaterial", "ShaderNodeOutputWorld")
        and node.inputs["Volume"].is_linked
        for node in tree.nodes
    )


def makes_volume(tree):
    return tree.bl_idname == "GeometryNodeTree" and any(
        any(word in node.bl_idname for word in ("Volume", "Grid", "VDB")) for node in tree.nodes
    )
