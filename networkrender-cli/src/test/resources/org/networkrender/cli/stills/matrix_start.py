"""What all scenes of the matrix begin with, in an empty Blender, and what several of them need."""

import bpy

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


def choose_if_there(owner, **values):
    for key, value in values.items():
        if hasattr(owner, key):
            setattr(owner, key, value)


def node_material(item, shader_type, target="Surface"):
    """Gives an item a material of its own; returns its tree and the first shader of it."""
    material = bpy.data.materials.new(item.name)
    material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    shader = tree.nodes.new(shader_type)
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(shader.outputs[0], output.inputs[target])
    item.data.materials.clear()
    item.data.materials.append(material)
    return tree, shader
