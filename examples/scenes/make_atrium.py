# CC0-1.0. Makes atrium.blend beside this script: blender -b --factory-startup -P make_atrium.py
"""A hall with a glass fountain: walls are cheap, the heap of glass right of the middle is dear."""
import math
import os
import random
import sys

import bpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import scene_kit as kit

WIDE, DEEP, HIGH = 9.0, 16.0, 6.0


def panel(name, corners, material):
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(corners, [], [(0, 1, 2, 3)])
    mesh.materials.append(material)
    return kit.place(name, mesh)


def block(name, low, high, material):
    (a, b, c), (x, y, z) = low, high
    points = [(a, b, c), (x, b, c), (x, y, c), (a, y, c), (a, b, z), (x, b, z), (x, y, z), (a, y, z)]
    sides = [(3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(points, [], sides)
    mesh.materials.append(material)
    return kit.place(name, mesh)


def floor():
    """Polished squares of two stones."""
    made = bpy.data.materials.new("floor")
    tree = kit.nodes_of(made)
    nodes, links = tree.nodes, tree.links
    squares = nodes.new("ShaderNodeTexChecker")
    squares.inputs["Scale"].default_value = 1.0
    squares.inputs["Color1"].default_value = kit.linear("#d9cdb8")
    squares.inputs["Color2"].default_value = kit.linear("#5b6b66")
    links.new(nodes.new("ShaderNodeTexCoord").outputs["Object"], squares.inputs["Vector"])
    output = nodes.new("ShaderNodeOutputMaterial")
    links.new(kit.varnished(tree, squares.outputs["Color"]), output.inputs[0])
    return made


def hall():
    plaster = kit.matt("plaster", "#e6d8c3")
    stone = kit.matt("stone", "#b9a58c")
    x, y, z = WIDE / 2, DEEP, HIGH
    ground = panel("ground", [(-x, -4, 0), (x, -4, 0), (x, y, 0), (-x, y, 0)], floor())
    ground.location.z = -0.001
    panel("left", [(-x, -4, 0), (-x, y, 0), (-x, y, z), (-x, -4, z)], kit.matt("teal", "#3f7f86"))
    panel("right", [(x, y, 0), (x, -4, 0), (x, -4, z), (x, y, z)], kit.matt("clay", "#b5653f"))
    panel("end", [(-x, y, 0), (x, y, 0), (x, y, z), (-x, y, z)], plaster)
    for row in range(5):
        at = 1.5 + row * 3.2
        for side in (-1, 1):
            middle = side * (x - 0.9)
            block("pillar", (middle - 0.25, at - 0.25, 0), (middle + 0.25, at + 0.25, z - 0.4), stone)
        block("beam", (-x, at - 0.18, z - 0.4), (x, at + 0.18, z), stone)


def ball(name, location, radius, material):
    """All balls share their mesh, so that preparing the scene costs nearly nothing."""
    mesh = bpy.data.meshes.get("ball")
    if mesh is None:
        bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=32, radius=1.0)
        first = bpy.context.object
        mesh = first.data
        mesh.name = "ball"
        mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
        bpy.data.objects.remove(first)
        mesh.materials.append(None)
    made = kit.place(name, mesh, location)
    made.scale = (radius,) * 3
    made.material_slots[0].link = "OBJECT"
    made.material_slots[0].material = material


def fountain():
    dice = random.Random(5)
    kinds = [
        kit.glass("clear", "#f4fbfb", 1.45),
        kit.glass("aqua", "#d4f1ee", 1.33),
        kit.glass("rose", "#fbdfd8", 1.5),
    ]
    block("basin", (0.1, 3.3, 0.0), (3.3, 6.5, 0.45), kit.polished("basin", "#3b4a57"))
    for level in range(7):
        count, ring = 9 - level, 1.15 - level * 0.16
        for i in range(count):
            turn = math.tau * (i + level / 2) / count
            radius = dice.uniform(0.24, 0.36)
            place = (1.7 + ring * math.cos(turn), 4.9 + ring * math.sin(turn), 0.75 + level * 0.42)
            ball("drop", place, radius, kinds[dice.randrange(3)])
    ball("crown", (1.7, 4.9, 4.0), 0.45, kinds[0])
    ball("brass", (-1.9, 3.0, 0.42), 0.42, kit.polished("brass", "#c98a2b"))
    ball("pearl", (-2.7, 4.2, 0.3), 0.3, kinds[0])
    ball("ivory", (-1.1, 2.2, 0.22), 0.22, kit.polished("ivory", "#efe6d4"))


def main():
    scene = kit.start()
    hall()
    fountain()
    kit.plain_sky(scene, "#cfe2ff", 0.9)
    kit.sun("noon", (-3.0, -1.5, 7.0), 3.2, 0.02, "#fff0d6")
    kit.area_light("lamp", (1.7, 4.9, 5.4), (1.7, 4.9, 0), 1.6, 220, "#ffe2b8")
    kit.area_light("niche", (0.0, 15.0, 4.5), (0.0, 16.0, 2.0), 1.2, 160, "#bfe3ff")
    kit.camera(scene, (-0.9, -3.4, 1.9), (0.55, 5.0, 1.95), lens=26, focus=8.2, fstop=2.8)
    settings = kit.cycles(scene, 1280, 720, 52, 1, "atrium_####")
    settings.max_bounces, settings.diffuse_bounces, settings.glossy_bounces = 16, 2, 4
    # Eight walls of glass deep.
    settings.transmission_bounces = 16
    kit.save(os.path.join(HERE, "atrium.blend"))


main()
