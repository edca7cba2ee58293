# CC0-1.0. What the scripts of these scenes share.
"""Small tools over bpy: colours, objects, materials of few nodes, saving."""
import bpy
from mathutils import Vector


def linear(hex_colour):
    """Blender wants linear light; people write sRGB."""
    parts = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts] + [1.0]


def start():
    """Returns an empty scene; files are saved without a preview and without a backup."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.preferences.filepaths.file_preview_type = "NONE"
    bpy.context.preferences.filepaths.save_version = 0
    return bpy.context.scene


def save(path):
    bpy.ops.wm.save_as_mainfile(filepath=path, compress=True)


def place(name, data, location=(0, 0, 0)):
    made = bpy.data.objects.new(name, data)
    made.location = location
    bpy.context.collection.objects.link(made)
    return made


def aim(made, target):
    made.rotation_euler = (Vector(target) - made.location).to_track_quat("-Z", "Y").to_euler()


def sun(name, location, energy, angle, colour, shadow=True):
    light = bpy.data.lights.new(name, "SUN")
    light.energy, light.angle, light.color = energy, angle, linear(colour)[:3]
    light.cycles.cast_shadow = shadow
    aim(place(name, light, location), (0, 0, 0))


def area_light(name, location, target, size, power, colour):
    light = bpy.data.lights.new(name, "AREA")
    light.shape, light.size, light.energy, light.color = "DISK", size, power, linear(colour)[:3]
    aim(place(name, light, location), target)
    return light


def camera(scene, location, target, lens, focus, fstop):
    data = bpy.data.cameras.new("camera")
    data.lens = lens
    data.dof.use_dof = True
    data.dof.focus_distance, data.dof.aperture_fstop = focus, fstop
    scene.camera = place("camera", data, location)
    aim(scene.camera, target)
    return scene.camera


def nodes_of(owner):
    """Returns the emptied node tree of a material or world."""
    owner.use_nodes = True
    owner.node_tree.nodes.clear()
    return owner.node_tree


def matt(name, colour):
    made = bpy.data.materials.new(name)
    tree = nodes_of(made)
    shader = tree.nodes.new("ShaderNodeBsdfDiffuse")
    shader.inputs["Color"].default_value = linear(colour)
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(shader.outputs[0], output.inputs[0])
    return made


def varnished(tree, colour_socket):
    """Adds a matt colour under a sharp reflection, which adds hardly any noise; returns it."""
    under = tree.nodes.new("ShaderNodeBsdfDiffuse")
    if isinstance(colour_socket, str):
        under.inputs["Color"].default_value = linear(colour_socket)
    else:
        tree.links.new(colour_socket, under.inputs["Color"])
    gloss = tree.nodes.new("ShaderNodeBsdfGlossy")
    gloss.inputs["Roughness"].default_value = 0.0
    fresnel = tree.nodes.new("ShaderNodeFresnel")
    fresnel.inputs["IOR"].default_value = 1.5
    mix = tree.nodes.new("ShaderNodeMixShader")
    tree.links.new(fresnel.outputs[0], mix.inputs[0])
    tree.links.new(under.outputs[0], mix.inputs[1])
    tree.links.new(gloss.outputs[0], mix.inputs[2])
    return mix.outputs[0]


def polished(name, colour):
    made = bpy.data.materials.new(name)
    tree = nodes_of(made)
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(varnished(tree, colour), output.inputs[0])
    return made


def glass(name, colour, ior):
    """Shadows pass through it, so there are no caustics to wait for."""
    made = bpy.data.materials.new(name)
    tree = nodes_of(made)
    nodes, links = tree.nodes, tree.links
    clear = nodes.new("ShaderNodeBsdfGlass")
    clear.inputs["Color"].default_value = linear(colour)
    clear.inputs["IOR"].default_value = ior
    through = nodes.new("ShaderNodeBsdfTransparent")
    through.inputs["Color"].default_value = linear(colour)
    mix = nodes.new("ShaderNodeMixShader")
    links.new(nodes.new("ShaderNodeLightPath").outputs["Is Shadow Ray"], mix.inputs[0])
    links.new(clear.outputs[0], mix.inputs[1])
    links.new(through.outputs[0], mix.inputs[2])
    links.new(mix.outputs[0], nodes.new("ShaderNodeOutputMaterial").inputs[0])
    return made


def plain_sky(scene, colour, strength):
    scene.world = bpy.data.worlds.new("sky")
    tree = nodes_of(scene.world)
    background = tree.nodes.new("ShaderNodeBackground")
    background.inputs["Color"].default_value = linear(colour)
    background.inputs["Strength"].default_value = strength
    output = tree.nodes.new("ShaderNodeOutputWorld")
    tree.links.new(background.outputs[0], output.inputs[0])
    return tree


def cycles(scene, width, height, samples, frames, picture):
    """Settings that every scene shares: CPU, no denoising, no adaptive sampling, 8-bit PNG."""
    scene.frame_start, scene.frame_end = 1, frames
    render = scene.render
    render.fps = 24
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y, render.resolution_percentage = width, height, 100
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGB"
    render.image_settings.color_depth = "8"
    render.filepath = "//render/" + picture
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "Medium High Contrast"
    settings = scene.cycles
    settings.device = "CPU"
    settings.samples = samples
    settings.use_adaptive_sampling = settings.use_denoising = False
    settings.caustics_reflective = settings.caustics_refractive = False
    settings.sample_clamp_indirect = 1.0
    return settings
