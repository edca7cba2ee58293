# CC0-1.0. Makes everything in gallery/: blender -b --factory-startup -P make_gallery.py
"""Three pictures in a museum: textures beside the scene, and a linked library with its own."""
import math
import os
import struct
import sys
import zlib

import bpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import scene_kit as kit

HOME = os.path.join(HERE, "gallery")
FRAMES = 4


def write_png(path, width, height, shade):
    """Writes what shade(x, y) gives for every pixel's middle (0 to 1, y down): 8-bit sRGB."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    rows = bytearray()
    for row in range(height):
        rows.append(0)
        for column in range(width):
            colour = shade((column + 0.5) / width, (row + 0.5) / height)
            rows.extend(int(min(max(part, 0.0), 1.0) * 255 + 0.5) for part in colour)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n")
        out.write(chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
        out.write(chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b""))


def rgb(text):
    return [int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def lay(under, cover, over):
    """Lays one colour over another; a cover between 0 and 1 is a soft edge."""
    cover = min(max(cover, 0.0), 1.0)
    return [a * (1 - cover) + b * cover for a, b in zip(under, over)]


def dunes(x, y):
    colour = lay(rgb("#ffd9a0"), y, rgb("#f08a5d"))
    colour = lay(colour, (0.17 - math.hypot((x - 0.66) * 1.5, y - 0.42)) * 300, rgb("#fff1cf"))
    for i, sand in enumerate(["#e2725b", "#b83b5e", "#6a2c70", "#3a1e4d", "#1f1235"]):
        edge = 0.48 + 0.11 * i + 0.05 * math.sin(x * (5 + 2.1 * i) + 2.4 * i)
        edge += 0.02 * math.sin(x * (17 + 3 * i) + i)
        colour = lay(colour, (y - edge) * 256, rgb(sand))
    return colour


def rings(x, y):
    colours = ["#bc4749", "#386641", "#f2a541", "#264653", "#e76f51", "#2a9d8f", "#6d597a"]
    column, row = int(x * 4), int(y * 5)
    far = math.hypot(x * 4 - column - 0.5, y * 5 - row - 0.5)
    colour = rgb("#f2e8cf")
    for i in range(4):
        pick = (row * 3 + column * 5 + i * (2 + (row + column) % 3)) % len(colours)
        colour = lay(colour, (0.46 - 0.115 * i - far) * 64, rgb(colours[pick]))
    return colour


def arcs(x, y):
    """Truchet tiles: quarter circles that join into paths."""
    column, row = int(x * 8), int(y * 8)
    u, v = x * 8 - column, y * 8 - row
    if (column * 7 + row * 13 + column * row * 5) % 3 == 0:
        u = 1 - u
    line = 0.17 - abs(min(math.hypot(u, v), math.hypot(1 - u, 1 - v)) - 0.5)
    return lay(lay(rgb("#14342b"), (line + 0.07) * 36, rgb("#bbdfc5")), line * 36, rgb("#e63946"))


def planks(light, dark, boards):
    """Returns a shade of wood grain in boards, made of sines; good enough for floor and frame."""

    def shade(x, y):
        board = int(y * boards)
        wave = math.sin(x * 2 * math.pi + board * 2.1) * 0.35
        grain = 0.5 + 0.25 * math.sin((y * 9 + wave * 0.25) * 25 + board * 1.7)
        grain += 0.15 * math.sin((y * 40 + wave) * 11 + board) + 0.08 * (board * 5 % 3 - 1)
        colour = lay(rgb(dark), grain, rgb(light))
        gap = boards > 1 and abs(y * boards - round(y * boards)) < 0.02
        return [part * 0.45 for part in colour] if gap else colour

    return shade


def picture_material(name, path, repeat, polish):
    made = bpy.data.materials.new(name)
    tree = kit.nodes_of(made)
    nodes, links = tree.nodes, tree.links
    image = nodes.new("ShaderNodeTexImage")
    image.image = bpy.data.images.load(path)
    image.image.filepath = "//" + os.path.relpath(path, os.path.dirname(bpy.data.filepath))
    scale = nodes.new("ShaderNodeMapping")
    scale.inputs["Scale"].default_value = (repeat[0], repeat[1], 1)
    links.new(nodes.new("ShaderNodeUVMap").outputs[0], scale.inputs["Vector"])
    links.new(scale.outputs[0], image.inputs["Vector"])
    output = nodes.new("ShaderNodeOutputMaterial")
    if polish:
        links.new(kit.varnished(tree, image.outputs["Color"]), output.inputs[0])
    else:
        under = nodes.new("ShaderNodeBsdfDiffuse")
        links.new(image.outputs["Color"], under.inputs["Color"])
        links.new(under.outputs[0], output.inputs[0])
    return made


def sheet(name, corners, material):
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(corners, [], [(0, 1, 2, 3)])
    uv = mesh.uv_layers.new()
    for loop, place in enumerate([(0, 0), (1, 0), (1, 1), (0, 1)]):
        uv.data[loop].uv = place
    mesh.materials.append(material)
    return kit.place(name, mesh)


def library(path):
    """A frame round a 1 x 1 picture that faces -Y: four mitred bars in one collection."""
    kit.start()
    write_png(os.path.join(HOME, "library", "walnut.png"), 128, 128, planks("#a06a3f", "#4a2c1a", 1))
    kit.save(path)
    wood = picture_material("walnut", os.path.join(HOME, "library", "walnut.png"), (2, 0.4), False)
    frame = bpy.data.collections.new("frame")
    inner, outer, depth = 0.5, 0.58, 0.07
    for turn in range(4):
        profile = [(inner, -0.02), (inner + 0.015, -depth), (outer - 0.02, -depth), (outer, 0.0)]
        points = [(-far, out, -far) for far, out in profile] + [(far, out, -far) for far, out in profile]
        faces = [(i, i + 4, i + 5, i + 1) for i in range(3)]
        mesh = bpy.data.meshes.new("bar")
        mesh.from_pydata(points, [], faces)
        uv = mesh.uv_layers.new()
        for face in range(3):
            for corner, place in enumerate([(0, face / 3), (1, face / 3), (1, (face + 1) / 3), (0, (face + 1) / 3)]):
                uv.data[face * 4 + corner].uv = place
        mesh.materials.append(wood)
        bar = bpy.data.objects.new("bar", mesh)
        bar.rotation_euler = (0, turn * math.pi / 2, 0)
        frame.objects.link(bar)
    frame.use_fake_user = True
    kit.save(path)


def hang(name, frame, texture, x, wide, high):
    middle = 1.62
    a, b = wide / 2, high / 2
    corners = [(x - a, -0.02, middle - b), (x + a, -0.02, middle - b), (x + a, -0.02, middle + b), (x - a, -0.02, middle + b)]
    sheet(name, corners, picture_material(name, texture, (1, 1), False))
    around = kit.place(name + " frame", None, (x, 0, middle))
    around.instance_type, around.instance_collection = "COLLECTION", frame
    around.scale = (wide, 1, high)
    lamp = bpy.data.lights.new(name + " spot", "SPOT")
    lamp.energy, lamp.spot_size, lamp.spot_blend = 520, math.radians(58), 0.8
    lamp.shadow_soft_size, lamp.color = 0.03, kit.linear("#ffe3bd")[:3]
    kit.aim(kit.place(name + " spot", lamp, (x, -2.1, 3.7)), (x, 0, middle - 0.1))


def room():
    wall = sheet("wall", [(-8, 0, 0), (8, 0, 0), (8, 0, 5), (-8, 0, 5)], kit.matt("wall", "#2f4858"))
    wall.location.y = 0.0
    sheet("skirting", [(-8, -0.02, 0), (8, -0.02, 0), (8, -0.02, 0.14), (-8, -0.02, 0.14)], kit.matt("skirting", "#e8e1d4"))
    floor = picture_material("parquet", os.path.join(HOME, "textures", "parquet.png"), (6, 4), True)
    sheet("floor", [(-8, -8, 0), (8, -8, 0), (8, 0, 0), (-8, 0, 0)], floor)
    bench = kit.matt("bench", "#c8553d")
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0.5, -1.5, 0.40))
    seat = bpy.context.object
    seat.scale = (1.9, 0.5, 0.14)
    bpy.ops.object.transform_apply(scale=True)
    edge = seat.modifiers.new("bevel", "BEVEL")
    edge.width, edge.segments = 0.05, 4
    seat.data.materials.append(bench)
    for side in (-0.75, 0.75):
        bpy.ops.mesh.primitive_cube_add(size=1, location=(0.5 + side, -1.5, 0.17))
        bpy.context.object.scale = (0.07, 0.4, 0.34)
        bpy.context.object.data.materials.append(kit.matt("leg", "#22262b"))


def scene_file(path, library_path):
    textures = os.path.join(HOME, "textures")
    write_png(os.path.join(textures, "dunes.png"), 384, 256, dunes)
    write_png(os.path.join(textures, "rings.png"), 256, 320, rings)
    write_png(os.path.join(textures, "arcs.png"), 288, 288, arcs)
    write_png(os.path.join(textures, "parquet.png"), 256, 256, planks("#b98a5a", "#6f4526", 5))
    scene = kit.start()
    kit.save(path)
    with bpy.data.libraries.load(library_path, link=True, relative=True) as (_, wanted):
        wanted.collections = ["frame"]
    frame = bpy.data.collections["frame"]
    hang("dunes", frame, os.path.join(textures, "dunes.png"), -1.75, 1.5, 1.0)
    hang("rings", frame, os.path.join(textures, "rings.png"), 0.05, 0.96, 1.2)
    hang("arcs", frame, os.path.join(textures, "arcs.png"), 1.75, 1.1, 1.1)
    room()
    kit.plain_sky(scene, "#9db4d6", 0.42)
    walk = kit.camera(scene, (0, 0, 0), (0, 1, 0), lens=30, focus=5.3, fstop=1.0)
    for number in range(1, FRAMES + 1):
        along = (number - 1) / (FRAMES - 1)
        walk.location = (-1.7 + 2.3 * along, -5.3 + 0.2 * along, 1.55)
        kit.aim(walk, (-0.2 + 0.5 * along, 0, 1.22))
        walk.keyframe_insert("location", frame=number)
        walk.keyframe_insert("rotation_euler", frame=number)
    settings = kit.cycles(scene, 480, 270, 20, FRAMES, "gallery_####")
    settings.max_bounces, settings.diffuse_bounces, settings.glossy_bounces = 2, 0, 2
    kit.save(path)


def main():
    library_path = os.path.join(HOME, "library", "frame.blend")
    os.makedirs(os.path.dirname(library_path), exist_ok=True)
    library(library_path)
    scene_file(os.path.join(HOME, "gallery.blend"), library_path)


main()
