# CC0-1.0. Makes marbles.blend beside this script: blender -b --factory-startup -P make_marbles.py
"""Marbles ride a wave of hexagonal columns: 24 frames that loop, about 1.5 s each on one core."""
import math
import os
import sys

import bpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import scene_kit as kit

FRAMES = 24
SPACING = 1.0
MARBLE_RADIUS = 0.36
LIFT = 0.62
PALETTE = ["#0b4f6c", "#1b9aaa", "#f4e3b2", "#f2a541", "#e4572e", "#a4243b"]


def mesh_of(operator, **arguments):
    operator(**arguments)
    made = bpy.context.object
    mesh = made.data
    bpy.data.objects.remove(made)
    return mesh


def column_mesh():
    bpy.ops.mesh.primitive_cylinder_add(vertices=6, radius=0.565, depth=6.0, location=(0, 0, 0))
    made = bpy.context.object
    bevel = made.modifiers.new("bevel", "BEVEL")
    bevel.width, bevel.segments = 0.05, 3
    bpy.ops.object.modifier_apply(modifier="bevel")
    mesh = made.data
    for vertex in mesh.vertices:
        vertex.co.z -= 3.0
    bpy.data.objects.remove(made)
    return mesh


def height(x, y, turn):
    """A ring wave around a point off the middle; it repeats after one turn."""
    distance = math.hypot(x + 1.2, y - 1.0)
    return LIFT * math.sin(2 * math.pi * (distance / 5.2 - turn)) * math.exp(-distance * 0.07)


def bob(made, x, y, above):
    """One key a frame on z, linear: the curve itself is the sine."""
    for frame in range(1, FRAMES + 2):
        made.location.z = height(x, y, (frame - 1) / FRAMES) + above
        made.keyframe_insert("location", index=2, frame=frame)
    for point in made.animation_data.action.fcurves[0].keyframe_points:
        point.interpolation = "LINEAR"


def hexagons():
    """Those cells of a honeycomb that the camera sees, with their places."""
    for r in range(-7, 15):
        for q in range(-20, 21):
            x, y = SPACING * (q + r / 2), SPACING * r * math.sqrt(3) / 2
            if abs(x - 0.6) < 2.8 + 0.42 * (y + 6.0):
                yield q, r, x, y


def stage():
    columns = []
    for index, colour in enumerate(["#3d5468", "#4f6a80", "#66839a"]):
        column = column_mesh()
        column.materials.append(kit.matt("stone %d" % index, colour))
        columns.append(column)
    marbles = []
    for index, colour in enumerate(PALETTE):
        ball = mesh_of(
            bpy.ops.mesh.primitive_uv_sphere_add, segments=48, ring_count=24, radius=MARBLE_RADIUS
        )
        ball.name = "marble %d" % index
        ball.polygons.foreach_set("use_smooth", [True] * len(ball.polygons))
        ball.materials.append(kit.polished("marble %d" % index, colour))
        marbles.append(ball)
    for q, r, x, y in hexagons():
        bob(kit.place("column", columns[(q * 5 + r * 3 + q * r) % 3], (x, y, 0)), x, y, 0.0)
        if (q - r) % 3 != 0:
            continue
        pick = int(math.hypot(x + 1.2, y - 1.0) / 1.15 + (q * 7 + r * 3) % 3 * 0.34)
        bob(kit.place("marble", marbles[pick % len(marbles)], (x, y, 0)), x, y, MARBLE_RADIUS)


def main():
    scene = kit.start()
    stage()
    # One light with a shadow and a sky of one colour: little noise with few samples.
    kit.area_light("key", (5.5, 5.0, 7.0), (0, 0, 0), 1.8, 2600, "#ffd9b0")
    kit.plain_sky(scene, "#8fb6ee", 0.4)
    # A warm glow that casts no shadow has no noise: it lifts the dark sides for nothing.
    kit.sun("glow", (-6.0, -6.0, 2.0), 0.9, 0.0, "#ff9d6b", shadow=False)
    kit.camera(scene, (0.6, -9.0, 4.5), (0.0, -0.35, 0.0), lens=50, focus=9.6, fstop=0.35)
    settings = kit.cycles(scene, 480, 270, 9, FRAMES, "marbles_####")
    settings.max_bounces, settings.diffuse_bounces, settings.glossy_bounces = 2, 0, 2
    scene.view_settings.exposure = 0.25
    kit.save(os.path.join(HERE, "marbles.blend"))


main()
