# CC0-1.0. Makes skyline.blend beside this script: blender -b --factory-startup -P make_skyline.py
"""A city at sunset, cheap on the left (ground, sky) and dear on the right (glass, wax, mist)."""
import math
import os
import random
import sys

import bpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import scene_kit as kit


def box(name, x, y, wide, deep, high, material):
    """A box whose UV map is in metres round its walls; its roof lies in the joint of the tiles."""
    a, b = wide / 2, deep / 2
    low = [(-a, -b, 0), (a, -b, 0), (a, b, 0), (-a, b, 0)]
    points = low + [(px, py, high) for px, py, _ in low]
    walls = [(i, (i + 1) % 4, (i + 1) % 4 + 4, i + 4) for i in range(4)]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(points, [], walls + [(4, 5, 6, 7), (3, 2, 1, 0)])
    uv = mesh.uv_layers.new()
    along = 0.0
    for i in range(4):
        side = wide if i % 2 == 0 else deep
        corners = [(along, 0), (along + side, 0), (along + side, high), (along, high)]
        for loop, corner in zip(range(i * 4, i * 4 + 4), corners):
            uv.data[loop].uv = corner
        along += side
    for loop in range(16, 24):
        uv.data[loop].uv = (0, 0)
    mesh.materials.append(material)
    return kit.place(name, mesh, (x, y, 0))


def facade(name, wall, lit, share):
    """Walls with windows, some of them lit. The windows are seen, but not aimed at as lights."""
    made = bpy.data.materials.new(name)
    made.cycles.sample_as_light = False
    tree = kit.nodes_of(made)
    nodes, links = tree.nodes, tree.links
    bricks = nodes.new("ShaderNodeTexBrick")
    bricks.offset, bricks.squash = 0.0, 1.0
    bricks.inputs["Color1"].default_value = (0, 0, 0, 1)
    bricks.inputs["Color2"].default_value = (1, 1, 1, 1)
    bricks.inputs["Scale"].default_value = 1.0
    bricks.inputs["Mortar Size"].default_value = 0.055
    bricks.inputs["Mortar Smooth"].default_value = 0.0
    bricks.inputs["Brick Width"].default_value = 0.3
    bricks.inputs["Row Height"].default_value = 0.34
    links.new(nodes.new("ShaderNodeUVMap").outputs[0], bricks.inputs["Vector"])
    on = nodes.new("ShaderNodeMath")
    on.operation = "GREATER_THAN"
    on.inputs[1].default_value = 1 - share
    links.new(bricks.outputs["Color"], on.inputs[0])
    glow = nodes.new("ShaderNodeEmission")
    glow.inputs["Color"].default_value = kit.linear(lit)
    glow.inputs["Strength"].default_value = 1.6
    pane = kit.varnished(tree, "#10202e")
    window = nodes.new("ShaderNodeMixShader")
    links.new(on.outputs[0], window.inputs[0])
    links.new(pane, window.inputs[1])
    links.new(glow.outputs[0], window.inputs[2])
    stone = nodes.new("ShaderNodeBsdfDiffuse")
    stone.inputs["Color"].default_value = kit.linear(wall)
    whole = nodes.new("ShaderNodeMixShader")
    links.new(bricks.outputs["Fac"], whole.inputs[0])
    links.new(window.outputs[0], whole.inputs[1])
    links.new(stone.outputs[0], whole.inputs[2])
    links.new(whole.outputs[0], nodes.new("ShaderNodeOutputMaterial").inputs[0])
    return made


def glass(colour):
    made = bpy.data.materials.new("glass")
    tree = kit.nodes_of(made)
    nodes, links = tree.nodes, tree.links
    clear = nodes.new("ShaderNodeBsdfGlass")
    clear.inputs["Color"].default_value = kit.linear(colour)
    clear.inputs["IOR"].default_value = 1.35
    through = nodes.new("ShaderNodeBsdfTransparent")
    through.inputs["Color"].default_value = kit.linear(colour)
    mix = nodes.new("ShaderNodeMixShader")
    # Light passes glass without caustics.
    links.new(nodes.new("ShaderNodeLightPath").outputs["Is Shadow Ray"], mix.inputs[0])
    links.new(clear.outputs[0], mix.inputs[1])
    links.new(through.outputs[0], mix.inputs[2])
    links.new(mix.outputs[0], nodes.new("ShaderNodeOutputMaterial").inputs[0])
    return made


def wax(colour):
    made = bpy.data.materials.new("wax")
    made.use_nodes = True
    shader = made.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = kit.linear(colour)
    shader.inputs["Subsurface"].default_value = 1.0
    shader.inputs["Subsurface Color"].default_value = kit.linear(colour)
    shader.inputs["Subsurface Radius"].default_value = (0.5, 0.25, 0.12)
    shader.inputs["Roughness"].default_value = 0.25
    return made


def mist():
    made = bpy.data.materials.new("mist")
    tree = kit.nodes_of(made)
    scatter = tree.nodes.new("ShaderNodeVolumeScatter")
    scatter.inputs["Color"].default_value = kit.linear("#ffe2c4")
    scatter.inputs["Density"].default_value = 0.035
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(scatter.outputs[0], output.inputs["Volume"])
    return made


def ball(name, location, radius, material):
    bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=32, radius=radius, location=location)
    made = bpy.context.object
    made.name = name
    made.data.polygons.foreach_set("use_smooth", [True] * len(made.data.polygons))
    made.data.materials.append(material)


def city():
    dice = random.Random(7)
    ground = box("ground", 0, 40, 400, 400, 0.02, kit.matt("ground", "#b58a78"))
    ground.location.z = -0.02
    facades = [
        facade("brick", "#a4523d", "#ffc773", 0.30),
        facade("sand", "#c99b74", "#ffd694", 0.25),
        facade("slate", "#4c5a72", "#ffb55e", 0.40),
        facade("plum", "#6b4a63", "#ffcf87", 0.35),
    ]
    clear = glass("#bfe6ea")
    for column in range(-16, 14):
        for row in range(14):
            x, y = column * 2.3 + dice.uniform(-0.2, 0.2), row * 2.3 + dice.uniform(-0.2, 0.2)
            middle = math.exp(-(((x - 5.0) / 9.0) ** 2) - ((y - 9.0) / 8.0) ** 2)
            high = 0.5 + 8.5 * middle * dice.uniform(0.45, 1.15) + dice.uniform(0.0, 0.9)
            side, deep = dice.uniform(1.2, 1.75), dice.uniform(1.2, 1.75)
            pick, crystal, plot = dice.randrange(4), dice.random(), dice.random()
            if y < 3.0 + max(0.0, 3.0 - x) * 0.45 or plot < 0.08:
                continue
            is_glass = crystal < 0.35 and x > 4.0 and y < 12.0
            box("tower", x, y, side, deep, high, clear if is_glass else facades[pick])
    ball("dome", (6.3, -0.6, 0.45), 1.5, wax("#ff8f5a"))
    ball("drop", (8.6, 0.2, 1.0), 1.0, clear)
    ball("pearl", (4.3, -1.6, 0.55), 0.55, clear)
    ball("bead", (7.6, -2.3, 0.45), 0.45, wax("#7fd1c7"))
    box("mist", 11.0, 8.0, 15.0, 16.0, 3.0, mist())


def sky(scene):
    tree = kit.plain_sky(scene, "#ffffff", 0.8)
    nodes, links = tree.nodes, tree.links
    split = nodes.new("ShaderNodeSeparateXYZ")
    links.new(nodes.new("ShaderNodeTexCoord").outputs["Generated"], split.inputs[0])
    ramp = nodes.new("ShaderNodeValToRGB").color_ramp
    ramp.elements[0].color = kit.linear("#ffb67a")
    ramp.elements[1].position, ramp.elements[1].color = 0.55, kit.linear("#3b5998")
    for position, colour in ((0.10, "#ff9a76"), (0.24, "#c9829b")):
        ramp.elements.new(position).color = kit.linear(colour)
    links.new(split.outputs["Z"], nodes["ColorRamp"].inputs[0])
    links.new(nodes["ColorRamp"].outputs[0], nodes["Background"].inputs["Color"])
    scene.world.cycles.sampling_method = "NONE"


def main():
    scene = kit.start()
    city()
    sky(scene)
    kit.sun("sunset", (-9.0, -3.0, 4.2), 4.2, 0.02, "#ffc58f")
    kit.camera(scene, (1.5, -13.5, 4.4), (2.2, 4.0, 2.6), lens=38, focus=14.5, fstop=0.5)
    settings = kit.cycles(scene, 960, 540, 8, 1, "skyline_####")
    settings.max_bounces, settings.diffuse_bounces, settings.glossy_bounces = 8, 1, 3
    settings.transmission_bounces, settings.volume_bounces = 8, 1
    settings.volume_step_rate = 4.0
    kit.save(os.path.join(HERE, "skyline.blend"))


main()
