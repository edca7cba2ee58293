"""Renders small denoised scenes whole and in parts, with the scripts of sessions, and says how they differ.

Arguments: the directory of the scripts, a directory to work in, and names of cases; without any, all.
"""

import os
import sys
import traceback

import bpy

scripts, directory, *wanted = sys.argv[sys.argv.index("--") + 1 :]
sys.path.insert(0, scripts)

import exr_header  # noqa: E402
import exr_pixels  # noqa: E402
import file_outputs  # noqa: E402
import frame_render  # noqa: E402
import joined_frame  # noqa: E402
import numpy  # noqa: E402
import part_render  # noqa: E402
import part_rules  # noqa: E402

SIZE = 42, 30


def new_scene():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    meshes = bpy.ops.mesh
    meshes.primitive_plane_add(size=8)
    paint(bpy.context.object, (0.7, 0.6, 0.5), 0.7, 0)
    meshes.primitive_uv_sphere_add(location=(-0.7, 0, 1))
    paint(bpy.context.object, (0.8, 0.1, 0.05), 0.2, 0)
    meshes.primitive_monkey_add(location=(1.6, 0.5, 1))
    paint(bpy.context.object, (0.9, 0.8, 0.3), 0.05, 1)
    bpy.ops.object.light_add(type="AREA", location=(3, -3, 5))
    bpy.context.object.data.energy = 400
    bpy.context.object.lightgroup = "key"
    bpy.ops.object.camera_add(location=(0.5, -7, 3.5), rotation=(1.15, 0, 0.05))
    scene.camera = bpy.context.object
    scene.world = bpy.data.worlds.new("sky")
    scene.render.resolution_x, scene.render.resolution_y = SIZE
    scene.render.resolution_percentage = 100
    scene.cycles.samples = 8
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.use_denoising = True
    scene.render.threads_mode, scene.render.threads = "FIXED", 1
    return scene


def paint(item, color, roughness, metallic):
    material = bpy.data.materials.new(item.name)
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*color, 1)
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Metallic"].default_value = metallic
    item.data.materials.append(material)


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
    "volume, colour": [fog, cycles(denoising_input_passes="RGB")],
    "volume, colour and albedo": [fog, cycles(denoising_input_passes="RGB_ALBEDO")],
    "border": [border],
    "views": [views],
    "catcher": [catcher],
    "pass of a catcher": [layer(use_pass_shadow_catcher=True)],
    "animated": [animated],
}  # fmt: skip


def choose_file(scene):
    settings = scene.render.image_settings
    if hasattr(settings, "media_type"):
        settings.media_type = "MULTI_LAYER_IMAGE"
    settings.file_format, settings.color_depth = "OPEN_EXR_MULTILAYER", "32"
    settings.exr_codec = "ZIP"
    if hasattr(settings, "use_exr_interleave"):
        settings.use_exr_interleave = True
    if scene.render.use_multiview:
        settings.views_format = "MULTIVIEW"


def command(name, **more):
    place = os.path.join(directory, name)
    os.makedirs(place, exist_ok=True)
    return {"frame": 1, "directory": place, "names": ["picture.exr"], **more}


def joined(scene, rules):
    """The files of two rows of parts, the upper one lower than the other, in one file."""
    width, height = rules["canvas"]
    middle, over = height // 3, rules["overscan"]
    rows = {}
    for top, bottom in ((0, middle), (middle, height)):
        first, last = max(0, top - over), min(height, bottom + over)
        part = command("part%d" % top, region=[0, first, width, last - first])
        part_render.render_part(scene, part)
        path = picture(part)
        header = exr_header.ExrHeader(path)
        for name, values in exr_pixels.read(path, header.channels).items():
            rows.setdefault(name, []).append(values[top - first : bottom - first])
    target = os.path.join(directory, "joined.exr")
    found = {name: numpy.concatenate(values) for name, values in rows.items()}
    exr_pixels.write(target, found, (width, height), header.texts)
    return target


def picture(given):
    return os.path.join(given["directory"], given["names"][0])


def differences(one, other):
    channels = [exr_header.ExrHeader(path).channels for path in (one, other)]
    if channels[0] != channels[1]:
        return "other channels: %s" % sorted(set(channels[0]) ^ set(channels[1]))
    first, second = (exr_pixels.read(path, channels[0]) for path in (one, other))
    differ = [n for n in channels[0] if (first[n].view("u4") != second[n].view("u4")).any()]
    return "identical" if not differ else "differs: %s" % ", ".join(differ)


def run(name):
    scene = new_scene()
    for change in CASES[name]:
        change(scene)
    choose_file(scene)
    outputs = file_outputs.FurtherFiles(scene, ())
    rules = part_rules.part_rules(scene, {})
    if rules["tileRefusal"]:
        return "refused: " + rules["tileRefusal"]
    whole = command("whole")
    frame_render.render_whole(scene, whole, outputs)
    file = joined(scene, rules)
    finished = command("finished", joined=file)
    joined_frame.finish(scene, finished, outputs)
    found = differences(picture(whole), picture(finished))
    if scene.render.use_persistent_data:
        # Nothing of a part may be left in what comes after.
        again = command("again")
        frame_render.render_whole(scene, again, outputs)
        if differences(picture(whole), picture(again)) != "identical":
            return "a part changes what is rendered after it"
    return found


for name in wanted or CASES:
    try:
        print("CASE %s: %s" % (name, run(name)), flush=True)
    except Exception as error:
        traceback.print_exc()
        print("CASE %s: failed: %r" % (name, error), flush=True)
