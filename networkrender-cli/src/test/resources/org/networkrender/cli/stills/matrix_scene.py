"""Makes one scene of the matrix in every size and format, and renders each as one machine does.

Arguments: the directory, and the name of the scene.
"""

import os
import sys

import bpy

GRIDS = {"2x2": (60, 40), "3x5": (61, 43), "7x1": (40, 60)}
FORMATS = {
    "png8": ("PNG", "8"),
    "png16": ("PNG", "16"),
    "jpeg": ("JPEG", "8"),
    "tiff16": ("TIFF", "16"),
    "exrhalf": ("OPEN_EXR", "16"),
    "exrfloat": ("OPEN_EXR", "32"),
    "layers": ("OPEN_EXR_MULTILAYER", "32"),
}

directory, name = sys.argv[-2:]
bpy.ops.wm.read_factory_settings(use_empty=True)
scene = bpy.context.scene
render = scene.render
layer = scene.view_layers[0]
meshes = bpy.ops.mesh
objects = bpy.ops.object


def paint(item, color, metallic=0.0):
    material = bpy.data.materials.new(item.name)
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*color, 1)
    shader.inputs["Metallic"].default_value = metallic
    shader.inputs["Roughness"].default_value = 0.25
    item.data.materials.append(material)


def build():
    scene.frame_start = scene.frame_end = 2
    meshes.primitive_plane_add(size=14)
    paint(bpy.context.object, (0.6, 0.6, 0.55))
    for place, color in (((-2, 0, 1), (0.9, 0.2, 0.1)), ((2, 2, 1), (0.1, 0.3, 0.9))):
        meshes.primitive_monkey_add(location=place)
        paint(bpy.context.object, color)
    meshes.primitive_uv_sphere_add(location=(0, -2, 0.8), radius=0.8)
    ball = bpy.context.object
    paint(ball, (0.9, 0.8, 0.3), metallic=1.0)
    ball.keyframe_insert("location", frame=1)
    ball.location.x = 1.5
    ball.keyframe_insert("location", frame=3)
    objects.light_add(type="AREA", location=(4, -4, 6))
    bpy.context.object.data.energy = 900
    bpy.context.object.lightgroup = "key"
    objects.light_add(type="POINT", location=(-4, -3, 4))
    bpy.context.object.data.energy = 200
    objects.camera_add(location=(0, -10, 4.5), rotation=(1.2, 0, 0))
    scene.camera = bpy.context.object
    world = bpy.data.worlds.new("sky")
    scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.2, 0.4, 0.8, 1)


def set_up():
    render.engine = "CYCLES"
    scene.cycles.samples = 6
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    render.resolution_percentage = 100
    render.dither_intensity = 1.0
    scene.view_settings.view_transform = "Standard"
    render.image_settings.color_mode = "RGB"
    layer.use_pass_z = layer.use_pass_normal = layer.use_pass_cryptomatte_object = True
    layer.lightgroups.add(name="key")


def film():
    scene.view_settings.view_transform = "Filmic"
    render.film_transparent = True


def compositor():
    second = scene.view_layers.new("Second")
    second.use_pass_z = second.use_pass_mist = True
    scene.use_nodes = True
    nodes, links = scene.node_tree.nodes, scene.node_tree.links
    nodes.clear()
    first = nodes.new("CompositorNodeRLayers")
    other = nodes.new("CompositorNodeRLayers")
    other.layer = "Second"
    glow = nodes.new("CompositorNodeGlare")
    glow.glare_type, glow.threshold = "FOG_GLOW", 0.3
    blur = nodes.new("CompositorNodeBlur")
    blur.size_x = blur.size_y = 5
    mix = nodes.new("CompositorNodeMixRGB")
    target = nodes.new("CompositorNodeComposite")
    links.new(first.outputs["Image"], glow.inputs["Image"])
    links.new(other.outputs["Image"], blur.inputs["Image"])
    links.new(glow.outputs["Image"], mix.inputs[1])
    links.new(blur.outputs["Image"], mix.inputs[2])
    links.new(mix.outputs["Image"], target.inputs["Image"])
    links.new(first.outputs["Depth"], target.inputs["Z"])


def adaptive():
    # Without overscan ten pixels differ at this threshold.
    scene.cycles.samples = 32
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.05
    scene.cycles.adaptive_min_samples = 4


def motion():
    render.use_motion_blur = True
    render.motion_blur_shutter = 1.0
    scene.camera.data.dof.use_dof = True
    scene.camera.data.dof.focus_distance = 9
    scene.camera.data.dof.aperture_fstop = 0.3


def multiview():
    render.use_multiview = True


def samples():
    layer.use_pass_cryptomatte_object = False
    scene.cycles.samples = 16


def choose(format_name):
    settings = render.image_settings
    settings.file_format, settings.color_depth = FORMATS[format_name]
    if format_name == "layers":
        settings.exr_codec = "ZIP"
    if name == "film":
        settings.color_mode = "RGB" if format_name == "jpeg" else "RGBA"
    if render.use_multiview:
        settings.views_format = "INDIVIDUAL"


build()
set_up()
if name != "plain":
    globals()[name]()
for grid, size in GRIDS.items():
    render.resolution_x, render.resolution_y = size
    for format_name in FORMATS:
        choose(format_name)
        stem = "%s_%s_%s" % (name, grid, format_name)
        render.filepath = "//reference/%s_####" % stem
        bpy.ops.wm.save_as_mainfile(filepath=os.path.join(directory, stem + ".blend"))
        bpy.ops.render.render(animation=True)
