# CC0-1.0. Makes skyline.blend beside this script: blender -b --factory-startup -P make_skyline.py
"""A city at sunset, cheap on the left (water, sky) and dear on the right (glass, wax)."""
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
    # Windows that light other walls by chance would be noise: they are for the eye alone.
    seen = nodes.new("ShaderNodeMath")
    seen.operation = "MULTIPLY_ADD"
    seen.inputs[1].default_value, seen.inputs[2].default_value = -1.7, 1.7
    links.new(nodes.new("ShaderNodeLightPath").outputs["Is Diffuse Ray"], seen.inputs[0])
    links.new(seen.outputs[0], glow.inputs["Strength"])
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


def wax(colour):
    made = bpy.data.materials.new("wax")
    made.use_nodes = True
    shader = made.node_tree.nodes["Principled BSDF"]
    shader.subsurface_method = "BURLEY"
    shader.inputs["Base Color"].default_value = kit.linear(colour)
    shader.inputs["Subsurface"].default_value = 0.6
    shader.inputs["Subsurface Color"].default_value = kit.linear(colour)
    shader.inputs["Subsurface Radius"].default_value = (0.5, 0.25, 0.12)
    shader.inputs["Roughness"].default_value = 0.25
    return made


def water():
    """Sharp reflections on a rippled surface: lively, cheap, and without noise."""
    made = bpy.data.materials.new("water")
    tree = kit.nodes_of(made)
    nodes, links = tree.nodes, tree.links
    stretch = nodes.new("ShaderNodeMapping")
    stretch.inputs["Scale"].default_value = (0.6, 2.2, 1.0)
    links.new(nodes.new("ShaderNodeTexCoord").outputs["Object"], stretch.inputs["Vector"])
    ripples = nodes.new("ShaderNodeTexNoise")
    ripples.inputs["Scale"].default_value = 1.1
    ripples.inputs["Detail"].default_value = 1.0
    links.new(stretch.outputs[0], ripples.inputs["Vector"])
    bump = nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value, bump.inputs["Distance"].default_value = 0.35, 0.12
    links.new(ripples.outputs["Fac"], bump.inputs["Height"])
    surface = kit.varnished(tree, "#16324a")
    for node in nodes:
        if node.bl_idname in ("ShaderNodeBsdfGlossy", "ShaderNodeFresnel"):
            links.new(bump.outputs[0], node.inputs["Normal"])
    links.new(surface, nodes.new("ShaderNodeOutputMaterial").inputs[0])
    return made


def ball(name, location, radius, material):
    bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=32, radius=radius, location=location)
    made = bpy.context.object
    made.name = name
    made.data.polygons.foreach_set("use_smooth", [True] * len(made.data.polygons))
    made.data.materials.append(material)


def city():
    dice = random.Random(11)
    sea = box("sea", 0, 180, 900, 500, 0.02, water())
    sea.location.z = -0.02
    box("quay", 3.0, 24.0, 120.0, 42.0, 0.12, kit.matt("quay", "#5d5460"))
    facades = [
        facade("brick", "#a85a45", "#ffc773", 0.30),
        facade("sand", "#c9a27c", "#ffd694", 0.25),
        facade("slate", "#55688a", "#ffb55e", 0.40),
        facade("plum", "#7b5670", "#ffcf87", 0.35),
    ]
    clear = kit.glass("glass", "#eefafa", 1.2)
    for column in range(-18, 17):
        for row in range(10):
            x = column * 2.1 + dice.uniform(-0.15, 0.15)
            y = 4.0 + row * 2.3 + dice.uniform(-0.2, 0.2)
            middle = math.exp(-(((x - 5.5) / 6.5) ** 2) - ((y - 11.0) / 8.0) ** 2)
            left = 0.45 * math.exp(-(((x + 11.0) / 4.0) ** 2) - ((y - 14.0) / 6.0) ** 2)
            high = 0.6 + 8.0 * (middle + left) * dice.uniform(0.4, 1.2) + dice.uniform(0.0, 1.0)
            side, deep = dice.uniform(1.1, 1.6), dice.uniform(1.1, 1.6)
            pick, crystal, plot = dice.randrange(4), dice.random(), dice.random()
            if plot < 0.12:
                continue
            is_glass = crystal < 0.4 and x > 3.0 and row < 4
            box("tower", x, y, side, deep, high, clear if is_glass else facades[pick])
    ball("lantern", (6.0, -2.6, 0.62), 0.95, wax("#ff8f5a"))
    ball("bubble", (8.1, -1.2, 0.9), 1.05, clear)
    ball("pearl", (4.35, -3.6, 0.36), 0.42, clear)
    ball("bead", (7.35, -4.1, 0.33), 0.42, wax("#7fd1c7"))


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
    kit.sun("sunset", (-9.0, -6.0, 4.2), 3.6, 0.01, "#ffc58f")
    kit.camera(scene, (1.2, -17.0, 2.7), (1.2, 4.0, 3.2), lens=35, focus=19.5, fstop=0.6)
    settings = kit.cycles(scene, 960, 540, 8, 1, "skyline_####")
    settings.max_bounces, settings.diffuse_bounces, settings.glossy_bounces = 8, 1, 3
    settings.transmission_bounces = 8
    kit.save(os.path.join(HERE, "skyline.blend"))


main()
