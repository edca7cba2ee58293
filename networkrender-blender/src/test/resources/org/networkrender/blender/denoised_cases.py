"""Small denoised scenes, whole and in parts.

Arguments: the directory of the scripts, a directory to work in, and names of cases; without any, all.
"""

import os
import sys
import traceback

import bpy

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compared_parts  # noqa: E402


def cycles(**values):
    return lambda scene: [setattr(scene.cycles, *pair) for pair in values.items()]


def render(**values):
    return lambda scene: [setattr(scene.render, *pair) for pair in values.items()]


def layer(**values):
    """Of the first view layer or of Cycles' part of it, where this Blender has it."""

    def change(scene):
        first = scene.view_layers[0]
        for name, value in values.items():
            owner = first if hasattr(first, name) else first.cycles
            if hasattr(owner, name):
                setattr(owner, name, value)

    return change


def adaptive(samples=32):
    return cycles(
        use_adaptive_sampling=True, samples=samples, adaptive_threshold=0.1, adaptive_min_samples=4
    )


def blur(scene):
    scene.render.use_motion_blur = True
    ball = bpy.data.objects["Sphere"]
    ball.keyframe_insert("location", frame=0)
    ball.location.x = 1
    ball.keyframe_insert("location", frame=2)


def three_layers(scene):
    scene.view_layers[0].name = "One"
    scene.view_layers.new("Two.with dot")
    scene.view_layers.new("Not denoised").cycles.use_denoising = False


def all_denoised(scene):
    for each in scene.view_layers:
        each.cycles.use_denoising = True


def fog(scene):
    bpy.ops.mesh.primitive_cube_add(location=(-2, 1, 1))
    material = bpy.data.materials.new("fog")
    material.use_nodes = True
    nodes = material.node_tree.nodes
    nodes.remove(nodes["Principled BSDF"])
    scatter = nodes.new("ShaderNodeVolumePrincipled")
    material.node_tree.links.new(scatter.outputs[0], nodes["Material Output"].inputs["Volume"])
    bpy.context.object.data.materials.append(material)


def biased(scene):
    if hasattr(scene.cycles, "volume_biased"):
        scene.cycles.volume_biased = True


def border(scene):
    scene.render.use_border = True
    scene.render.border_min_x, scene.render.border_max_x = 0.2, 0.9
    scene.render.border_min_y, scene.render.border_max_y = 0.1, 0.8


def light_groups(scene):
    scene.view_layers[0].lightgroups.add(name="key")
    layer(use_pass_emit=True, use_pass_environment=True)(scene)


def views(scene):
    scene.render.use_multiview = True
    scene.render.views_format = "MULTIVIEW"


def catcher(scene):
    bpy.data.objects["Plane"].is_shadow_catcher = True


def mirrors(scene):
    for material in bpy.data.materials:
        shader = material.node_tree.nodes["Principled BSDF"]
        shader.inputs["Metallic"].default_value, shader.inputs["Roughness"].default_value = 1, 0.02


def own_samples(scene):
    scene.view_layers[0].samples = 3
    scene.view_layers.new("Two").samples = 5


def animated(scene):
    scene.cycles.keyframe_insert("film_exposure", frame=1)


def by_chance(threshold, **more):
    """Lights that give little are asked by chance: how often depends on the exposure of the film."""
    return cycles(use_light_tree=False, light_sampling_threshold=threshold, **more)


QUOTIENT = layer(use_pass_diffuse_direct=True)
CASES = {
    "sums": [],
    "sums of seven": [cycles(samples=7)],
    "sums of one, none, balanced": [
        cycles(samples=1, denoising_prefilter="NONE", denoising_quality="BALANCED")
    ],
    "sums of a hundred": [cycles(samples=100)],
    "sums of 141": [cycles(samples=141)],
    "sums, fast, fast": [cycles(denoising_prefilter="FAST", denoising_quality="FAST")],
    "sums, exposure": [cycles(film_exposure=1.7), render(use_persistent_data=True)],
    "sums of twelve, exposure": [cycles(samples=12, film_exposure=0.3), light_groups],
    "sums, exposure of four": [cycles(film_exposure=4.0), QUOTIENT],
    "sums, no exposure": [cycles(film_exposure=0.0)],
    "sums of seven, quotient": [cycles(samples=7), QUOTIENT],
    "sums of seven, motion blur": [blur, cycles(samples=7)],
    "sums of five, layers": [three_layers, cycles(samples=5)],
    "sums, layers of own samples": [own_samples],
    "sums of twelve, few lights": [by_chance(0.3, samples=12)],
    "sums of seven, few lights, exposure": [by_chance(0.01, samples=7, film_exposure=1.7)],
    "sums of five, fewest lights": [by_chance(1.0, samples=5)],
    "sums of three, greatest exposure": [cycles(samples=3, film_exposure=10.0)],
    "sums of 9, few lights": [by_chance(0.01, samples=9)],
    "sums, few lights, exposure of four": [by_chance(0.3, film_exposure=4.0)],
    "tiles of Cycles, few lights": [by_chance(0.3, tile_size=24, samples=12)],
    "sums, colour": [cycles(denoising_input_passes="RGB")],
    "means": [adaptive(), render(use_persistent_data=True)],
    "means of 21": [adaptive(21), QUOTIENT],
    "means of 20, soon good": [
        cycles(use_adaptive_sampling=True, samples=20, adaptive_threshold=1.0, adaptive_min_samples=2),
    ],
    "means, exposure": [adaptive(), cycles(film_exposure=1.7)],
    "means of 21, half an exposure": [adaptive(21), cycles(film_exposure=0.5)],
    "means, fast, balanced": [
        cycles(denoising_prefilter="FAST", denoising_quality="BALANCED"), adaptive(),
    ],
    "means, none, fast": [cycles(denoising_prefilter="NONE", denoising_quality="FAST"), adaptive()],
    "means, colour": [cycles(denoising_input_passes="RGB"), adaptive()],
    "means, colour and albedo": [cycles(denoising_input_passes="RGB_ALBEDO"), adaptive()],
    "means, transparent, motion blur": [blur, render(film_transparent=True), adaptive()],
    "means, layers": [three_layers, adaptive()],
    "means, layers of own samples": [adaptive(), own_samples],
    "means, stored passes": [
        layer(denoising_store_passes=True, pass_debug_sample_count=True, use_pass_vector=True), adaptive(),
    ],
    "means, mirrors not followed": [mirrors, layer(denoising_pass_follow_reflections=False), adaptive()],
    "tiles of Cycles": [cycles(tile_size=24, samples=12)],
    "tiles of Cycles, exposure": [cycles(tile_size=24, samples=12, film_exposure=1.7)],
    "tiles of Cycles, layers": [three_layers, cycles(tile_size=24, samples=12)],
    "tiles of Cycles, denoised layers": [three_layers, all_denoised, cycles(tile_size=24, samples=12)],
    "no tiles of Cycles": [cycles(tile_size=24, use_auto_tile=False, samples=12)],
    "tiles of Cycles, means": [cycles(tile_size=24), adaptive(21)],
    "volume": [fog, cycles(samples=7)],
    "volume, means": [fog, adaptive(21)],
    "volume, biased means": [fog, biased, adaptive(21)],
    "volume, colour": [fog, cycles(denoising_input_passes="RGB")],
    "volume, colour and albedo": [fog, cycles(denoising_input_passes="RGB_ALBEDO")],
    "border": [border],
    "views": [views],
    "catcher": [catcher],
    "pass of a catcher": [layer(use_pass_shadow_catcher=True)],
    "animated": [animated],
}  # fmt: skip


for name in compared_parts.wanted or CASES:
    try:
        print("CASE %s: %s" % (name, compared_parts.run(CASES[name])), flush=True)
    except Exception as error:
        traceback.print_exc()
        print("CASE %s: failed: %r" % (name, error), flush=True)
