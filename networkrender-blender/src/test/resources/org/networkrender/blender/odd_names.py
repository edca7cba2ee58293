"""A scene whose pictures have names that file systems and programs stumble over: printed, one a line."""

import json
import os
import unicodedata

import bpy

NAMES = [
    "it's \"quoted\".png",
    "two\nlines.png",
    unicodedata.normalize("NFC", "caf\u00e9.png"),
    unicodedata.normalize("NFD", "caf\u00e9.png"),
    "x" * 251 + ".png",
    "what 100% <b> | a*b:c.png",
    " spaces .png",
    "#####.png",
    # 255 bytes in fewer letters.
    "\u00e9" * 125 + "y.png",
    "a.png",
    "A.png",
    "-x {frame} $HOME ~ .png",
    "\u65e5\u672c\u8a9e \U0001f600.png",
]
SEQUENCE = ["\"step\" %d.png" % number for number in (1, 2)]


def picture(name, number):
    image = bpy.data.images.new("made", 4, 4)
    image.generated_color = (number / 16, 1 - number / 16, 0.5, 1)
    image.filepath_raw = os.path.join(here, "plain.png")
    image.file_format = "PNG"
    image.save()
    bpy.data.images.remove(image)
    os.replace(os.path.join(here, "plain.png"), os.path.join(directory, name))


directory = os.path.join(here, "farm", "odd")
os.makedirs(directory)
bpy.ops.wm.read_factory_settings(use_empty=True)
scene = bpy.context.scene
scene.render.engine = "CYCLES"
scene.render.resolution_x, scene.render.resolution_y = 96, 72
scene.render.dither_intensity = 0
scene.cycles.samples = 1
scene.cycles.use_denoising = False
scene.view_settings.view_transform = "Standard"
scene.frame_start, scene.frame_end = 1, 2
data = bpy.data.cameras.new("camera")
data.type, data.ortho_scale = "ORTHO", 8
scene.camera = bpy.data.objects.new("camera", data)
scene.camera.location.z = 9
scene.collection.objects.link(scene.camera)
shot = os.path.join(here, "farm", "shot \"7\".blend")
bpy.ops.wm.save_as_mainfile(filepath=shot)
for number, name in enumerate(NAMES + SEQUENCE):
    picture(name, number)
for number, name in enumerate(NAMES + SEQUENCE[:1]):
    mesh = bpy.data.meshes.new("m")
    mesh.from_pydata([(0, 0, 0), (0.9, 0, 0), (0.9, 0.9, 0), (0, 0.9, 0)], [], [(0, 1, 2, 3)])
    mesh.uv_layers.new(name="UVMap")
    item = bpy.data.objects.new("o", mesh)
    item.location = (number % 8 - 4, 2 - number // 8, 0)
    scene.collection.objects.link(item)
    material = bpy.data.materials.new("m")
    material.use_nodes = True
    nodes = material.node_tree.nodes
    nodes.clear()
    texture = nodes.new("ShaderNodeTexImage")
    texture.image = bpy.data.images.new("i", 4, 4)
    texture.image.source = "SEQUENCE" if name in SEQUENCE else "FILE"
    # Relative and absolute in turn.
    start = "//odd" if number % 2 else directory
    texture.image.filepath = start + "/" + name
    if name in SEQUENCE:
        texture.image_user.frame_duration = 2
        texture.image_user.use_auto_refresh = True
    light = nodes.new("ShaderNodeEmission")
    output = nodes.new("ShaderNodeOutputMaterial")
    material.node_tree.links.new(texture.outputs[0], light.inputs[0])
    material.node_tree.links.new(light.outputs[0], output.inputs[0])
    mesh.materials.append(material)
bpy.ops.wm.save_as_mainfile(filepath=shot)
bpy.ops.wm.open_mainfile(filepath=shot)
bpy.context.scene.render.filepath = os.path.join(here, "expected_")
bpy.ops.render.render(animation=True)
