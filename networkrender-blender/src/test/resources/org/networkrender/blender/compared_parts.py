"""Renders a small scene whole and in parts, with the scripts of sessions, and says how they differ."""

import os
import sys

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


def run(changes):
    """What becomes of a new scene after some changes: "identical", why it is refused, or what differs."""
    scene = new_scene()
    for change in changes:
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
