"""Makes one scene with one of each kind of file that this Blender knows, and a second one of strips.

All lies below 'farm'; libraries and the scene are at unlike depths. What could be made is printed.
"""

import array
import importlib.util
import math
import os
import shutil
import struct

import bpy

FARM = os.path.join(here, "farm")
MADE = []


def place(*names):
    path = os.path.join(FARM, *names)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def picture(path, colour, size=8):
    image = bpy.data.images.new("made", size, size)
    image.generated_color = (*colour, 1)
    image.filepath_raw = path
    image.file_format = "PNG"
    image.save()
    bpy.data.images.remove(image)
    return path


def begin():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.render.resolution_x, scene.render.resolution_y = 96, 72
    scene.render.resolution_percentage = 100
    scene.render.image_settings.file_format = "PNG"
    scene.render.dither_intensity = 0
    scene.cycles.samples = 1
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.max_bounces = 1
    scene.frame_start, scene.frame_end, scene.frame_step = 1, 5, 4
    view = scene.view_settings
    view.view_transform = "Standard"
    return scene


def camera(scene):
    data = bpy.data.cameras.new("camera")
    data.type, data.ortho_scale = "ORTHO", 8
    item = bpy.data.objects.new("camera", data)
    item.location = (0, 0, 20)
    scene.collection.objects.link(item)
    scene.camera = item


def cell(number):
    """The middle of one of 8 by 6 cells of the picture."""
    return (number % 8 - 3.5, 2.5 - number // 8, 0)


def plane(name, number, grid=1):
    data = bpy.data.meshes.new(name)
    side = [i / grid - 0.5 for i in range(grid + 1)]
    vertices = [(x * 0.9, y * 0.9, 0) for y in side for x in side]
    faces = []
    for y in range(grid):
        for x in range(grid):
            first = y * (grid + 1) + x
            faces.append((first, first + 1, first + grid + 2, first + grid + 1))
    data.from_pydata(vertices, [], faces)
    layer = data.uv_layers.new(name="UVMap")
    for loop in data.loops:
        x, y, _ = vertices[loop.vertex_index]
        layer.data[loop.index].uv = (x / 0.9 + 0.5, y / 0.9 + 0.5)
    item = bpy.data.objects.new(name, data)
    item.location = cell(number)
    bpy.context.scene.collection.objects.link(item)
    glowing(item)
    return item


def glowing(item, source=None):
    """Light by itself: by height where no texture is given, so that a shape shows."""
    material = bpy.data.materials.new(item.name)
    material.use_nodes = True
    nodes = material.node_tree.nodes
    nodes.clear()
    light = nodes.new("ShaderNodeEmission")
    output = nodes.new("ShaderNodeOutputMaterial")
    if source is None:
        source = nodes.new("ShaderNodeNewGeometry")
        inner = source.outputs["Position"]
        scale = nodes.new("ShaderNodeVectorMath")
        scale.operation = "FRACTION"
        material.node_tree.links.new(inner, scale.inputs[0])
        inner = scale.outputs[0]
    else:
        inner = source(nodes).outputs[0]
    material.node_tree.links.new(inner, light.inputs[0])
    material.node_tree.links.new(light.outputs[0], output.inputs[0])
    item.data.materials.clear()
    item.data.materials.append(material)


def textured(name, number, path, source="FILE"):
    item = plane(name, number)
    image = bpy.data.images.load(path)
    image.source = source

    def texture(nodes):
        node = nodes.new("ShaderNodeTexImage")
        node.image = image
        if source == "SEQUENCE":
            node.image_user.frame_duration = 5
            node.image_user.use_auto_refresh = True
        return node

    glowing(item, texture)
    return item, image


def save(path):
    bpy.ops.wm.save_as_mainfile(filepath=path, relative_remap=False)


def bake(item, cache):
    scene = bpy.context.scene
    with bpy.context.temp_override(point_cache=cache, scene=scene, active_object=item, object=item):
        bpy.ops.ptcache.bake(bake=True)


def cloth(name, number):
    item = plane(name, number, 6)
    item.location.z = 2
    cache = item.modifiers.new("Cloth", "CLOTH").point_cache
    item.modifiers["Cloth"].settings.quality = 1
    cache.frame_start, cache.frame_end, cache.name = 1, 5, name
    return item, cache


def make_deep_library():
    """Linked by the other library: a texture, a cloth whose cache lies beside this file."""
    begin()
    item, image = textured("deep-relative", 0, picture(place("library", "deep", "pictures", "a.png"), (1, 0, 0)))
    image.filepath = "//pictures/a.png"
    other, image = textured("deep-absolute", 1, picture(place("far", "b.png"), (0, 1, 0)))
    flag, cache = cloth("deep-flag", 2)
    group = bpy.data.collections.new("deep")
    bpy.context.scene.collection.children.link(group)
    for each in (item, other, flag):
        bpy.context.scene.collection.objects.unlink(each)
        group.objects.link(each)
    path = place("library", "deep", "deep.blend")
    save(path)
    cache.use_disk_cache = True
    bake(flag, cache)
    assert os.listdir(place("library", "deep", "blendcache_deep"))
    save(path)
    image.filepath = place("far", "b.png")
    save(path)
    MADE.append("library/deep/blendcache_deep")
    MADE.extend(["library/deep/deep.blend", "library/deep/pictures/a.png", "far/b.png"])


def instance(path, name, relative):
    with bpy.data.libraries.load(path, link=True, relative=relative) as (_, linked):
        linked.collections = [name]
    item = bpy.data.objects.new(name + "-shown", None)
    item.instance_type, item.instance_collection = "COLLECTION", linked.collections[0]
    return item


def make_middle_library():
    scene = begin()
    path = place("assets", "middle.blend")
    save(path)
    group = bpy.data.collections.new("middle")
    scene.collection.children.link(group)
    group.objects.link(instance(place("library", "deep", "deep.blend"), "deep", True))
    MADE.extend(["assets/middle.blend", "assets/c.png"])
    item, image = textured("middle", 3, picture(place("assets", "c.png"), (0, 0, 1)))
    scene.collection.objects.unlink(item)
    group.objects.link(item)
    image.filepath = "//c.png"
    save(path)


def light_profile(number):
    angles = list(range(0, 181, 10))
    path = place("lamps", "spot.ies")
    with open(path, "w", encoding="ascii") as file:
        file.write("IESNA:LM-63-1995\n[TEST] none\nTILT=NONE\n")
        file.write("1 1000 1 %d 1 1 2 0 0 0\n1 1 100\n" % len(angles))
        file.write(" ".join(map(str, angles)) + "\n0\n")
        file.write(" ".join("3000" if a in (0, 10, 40, 50) else "5" for a in angles) + "\n")
    item = plane("lit", number)
    material = bpy.data.materials.new("matt")
    item.data.materials[0] = material
    data = bpy.data.lights.new("lamp", "POINT")
    data.energy, data.shadow_soft_size, data.use_nodes = 2, 0.001, True
    lamp = bpy.data.objects.new("lamp", data)
    lamp.location = (*cell(number)[:2], 0.6)
    bpy.context.scene.collection.objects.link(lamp)
    node = data.node_tree.nodes.new("ShaderNodeTexIES")
    node.mode, node.filepath = "EXTERNAL", path
    emission = next(n for n in data.node_tree.nodes if n.type == "EMISSION")
    data.node_tree.links.new(node.outputs[0], emission.inputs["Strength"])
    MADE.append("lamps/spot.ies")


def mesh_cache(name, number, kind):
    item = plane(name, number)
    points = [[v.co[:] for v in item.data.vertices]]
    points.append([(x * 0.4, y * 0.7, z + 0.5) for x, y, z in points[0]])
    flat = array.array("f", [c for frame in points for point in frame for c in point])
    path = place("caches", name + "." + kind.lower())
    with open(path, "wb") as file:
        if kind == "MDD":
            times = array.array("f", [0.0, 1.0])
            times.byteswap()
            flat.byteswap()
            file.write(struct.pack(">ii", 2, 4) + times.tobytes() + flat.tobytes())
        else:
            file.write(struct.pack("<12siiffi", b"POINTCACHE2\0", 1, 4, 0, 1, 2) + flat.tobytes())
    modifier = item.modifiers.new("cache", "MESH_CACHE")
    modifier.cache_format, modifier.filepath = kind, path
    modifier.play_mode = "CUSTOM"
    modifier.time_mode, modifier.eval_frame = "FRAME", 1
    MADE.append("caches/" + name + "." + kind.lower())
    return modifier


def external_cache(number):
    """Baked beside the scene, then moved elsewhere and read from there."""
    item, cache = cloth("flag", number)
    save(place("shots", "deep", "scene", "shot.blend"))
    cache.use_disk_cache = True
    bake(item, cache)
    beside = place("shots", "deep", "scene", "blendcache_shot")
    away = place("caches", "external")
    shutil.move(beside, away)
    with bpy.context.temp_override(point_cache=cache, scene=bpy.context.scene, active_object=item, object=item):
        bpy.ops.ptcache.free_bake()
    cache.use_disk_cache = False
    cache.use_external, cache.index, cache.name = True, 0, "flag"
    cache.filepath = away
    assert "points found" in cache.info, cache.info
    MADE.append("caches/external")


def own_cache(number):
    item, cache = cloth("banner", number)
    cache.use_disk_cache = True
    bake(item, cache)
    MADE.append("shots/deep/scene/blendcache_shot")


def smoke(number):
    """A fluid cache, and the same files once more as a sequence of volumes."""
    # Debian's 4.3 and the module end in the middle of a bake.
    sound = bpy.app.version < (4, 0) or (bpy.app.version >= (5, 0) and not bpy.app.module)
    if not bpy.app.build_options.fluid or not sound:
        return
    data = bpy.data.meshes.new("domain")
    corners = [(x * 0.45, y * 0.45, z * 0.45) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]
    sides = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    data.from_pydata(corners, [], sides)
    domain = bpy.data.objects.new("domain", data)
    source = bpy.data.objects.new("source", data.copy())
    source.scale = (0.6, 0.6, 0.6)
    source.hide_render = True
    for item in (domain, source):
        item.location = cell(number)
        bpy.context.scene.collection.objects.link(item)
    flow = source.modifiers.new("flow", "FLUID")
    flow.fluid_type = "FLOW"
    flow.flow_settings.flow_type, flow.flow_settings.flow_behavior = "SMOKE", "INFLOW"
    modifier = domain.modifiers.new("domain", "FLUID")
    modifier.fluid_type = "DOMAIN"
    settings = modifier.domain_settings
    settings.domain_type, settings.resolution_max = "GAS", 8
    settings.cache_type, settings.cache_frame_end = "ALL", 5
    settings.cache_directory = place("caches", "smoke", "")
    if hasattr(settings, "cache_data_format"):
        settings.cache_data_format = "OPENVDB"
    bpy.context.view_layer.objects.active = domain
    bpy.ops.fluid.bake_all()
    foggy(domain)
    MADE.append("caches/smoke")
    frames = place("caches", "smoke", "data", "fluid_data_0001.vdb")
    if not os.path.exists(frames):
        return
    for frame in (1, 2, 3, 4, 5):
        shutil.copy(frames.replace("0001", "%04d" % frame), place("volumes", "v_%04d.vdb" % frame))
    volume = bpy.data.volumes.new("volume")
    volume.filepath = place("volumes", "v_0001.vdb")
    volume.is_sequence, volume.frame_duration, volume.frame_start = True, 5, 1
    item = bpy.data.objects.new("volume", volume)
    item.location = cell(number + 1)
    bpy.context.scene.collection.objects.link(item)
    foggy(item)
    MADE.append("volumes")


def foggy(item):
    material = bpy.data.materials.new("fog")
    material.use_nodes = True
    nodes = material.node_tree.nodes
    nodes.clear()
    fog = nodes.new("ShaderNodeVolumePrincipled")
    fog.inputs["Emission Strength"].default_value = 0.5
    output = nodes.new("ShaderNodeOutputMaterial")
    material.node_tree.links.new(fog.outputs[0], output.inputs["Volume"])
    item.data.materials.append(material)


def letters(number):
    fonts = bpy.utils.system_resource("DATAFILES", path="fonts")
    found = [
        os.path.join(directory, name)
        for root in (fonts, "/usr/share/fonts")
        for directory, _, names in os.walk(root)
        for name in sorted(names)
        if name.endswith((".ttf", ".otf", ".pfb"))
    ]
    if not found:
        return ""
    path = shutil.copy(found[0], place("fonts", "face" + os.path.splitext(found[0])[1]))
    curve = bpy.data.curves.new("letters", "FONT")
    curve.body, curve.font = "Ag", bpy.data.fonts.load(path)
    item = bpy.data.objects.new("letters", curve)
    item.location = cell(number)
    bpy.context.scene.collection.objects.link(item)
    glowing(item)
    MADE.append("fonts/" + os.path.basename(path))
    return path


def imported(number):
    """A node of geometry that reads a file: its path in the node, then as an input of the modifier."""
    if not hasattr(bpy.types, "GeometryNodeImportOBJ"):
        return
    for index, (name, own) in enumerate((("node.obj", True), ("input.obj", False))):
        path = place("models", name)
        with open(path, "w", encoding="ascii") as file:
            file.write("v -0.4 -0.4 0\nv 0.4 -0.4 0\nv 0 %s 0\nf 1 2 3\n" % (0.4 + index * 0.05))
        tree = bpy.data.node_groups.new(name, "GeometryNodeTree")
        tree.interface.new_socket(name="Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
        reader = tree.nodes.new("GeometryNodeImportOBJ")
        output = tree.nodes.new("NodeGroupOutput")
        real = tree.nodes.new("GeometryNodeRealizeInstances")
        tree.links.new(reader.outputs[0], real.inputs[0])
        item = plane(name, number + index)
        paint = tree.nodes.new("GeometryNodeSetMaterial")
        paint.inputs["Material"].default_value = item.data.materials[0]
        tree.links.new(real.outputs[0], paint.inputs[0])
        tree.links.new(paint.outputs[0], output.inputs[0])
        modifier = item.modifiers.new("nodes", "NODES")
        if own:
            reader.inputs[0].default_value = path
            modifier.node_group = tree
        else:
            socket = tree.interface.new_socket(name="File", in_out="INPUT", socket_type="NodeSocketString")
            socket.subtype = "FILE_PATH"
            tree.links.new(tree.nodes.new("NodeGroupInput").outputs[0], reader.inputs[0])
            modifier.node_group = tree
            identifier = next(i.identifier for i in tree.interface.items_tree if i.name == "File")
            if hasattr(modifier, "properties"):
                getattr(modifier.properties.inputs, identifier).value = path
            else:
                modifier[identifier] = path
        MADE.append("models/" + name)


def exchanged(number):
    """Alembic and USD, where this build has them."""
    options = bpy.app.build_options
    kinds = [("alembic", ".abc")] * bool(options.alembic) + [("usd", ".usdc")] * bool(options.usd)
    for index, (kind, extension) in enumerate(kinds):
        item = plane(kind, number + index)
        bpy.ops.object.select_all(action="DESELECT")
        item.select_set(True)
        item.keyframe_insert("scale", frame=1)
        key = item.shape_key_add(name="base")
        key = item.shape_key_add(name="moved")
        for point in key.data:
            point.co.x *= 0.3
        key.value = 0
        key.keyframe_insert("value", frame=1)
        key.value = 1
        key.keyframe_insert("value", frame=5)
        path = place("caches", kind + extension)
        if kind == "alembic":
            bpy.ops.wm.alembic_export(filepath=path, start=1, end=5, selected=True, as_background_job=False)
        else:
            bpy.ops.wm.usd_export(filepath=path, selected_objects_only=True, export_animation=True)
        item.shape_key_clear()
        item.animation_data_clear()
        bpy.ops.cachefile.open(filepath=path)
        file = bpy.data.cache_files[-1]
        for each in bpy.data.cache_files:
            if each.filepath.endswith(extension):
                file = each
        modifier = item.modifiers.new("cache", "MESH_SEQUENCE_CACHE")
        modifier.cache_file = file
        file.filepath = path
        bpy.context.view_layer.update()
        if len(file.object_paths):
            modifier.object_path = file.object_paths[-1].path
        MADE.append("caches/" + kind + extension)


def has(module):
    return importlib.util.find_spec(module) is not None


def shader_script(number):
    import _cycles

    # The module of 5.2 comes without what compiles shaders.
    if not _cycles.with_osl or not hasattr(_cycles, "osl_update_node") and not has("oslquery"):
        return
    path = place("shaders", "stripes.osl")
    with open(path, "w", encoding="ascii") as file:
        file.write("shader stripes(output color Col = 0) { Col = color(fmod(P[0] * 3 + 9, 1.0), 0.5, 0); }\n")
    scene = bpy.context.scene
    scene.cycles.shading_system = True
    item = plane("osl", number)

    def script(nodes):
        node = nodes.new("ShaderNodeScript")
        node.mode, node.filepath = "EXTERNAL", path
        assert len(node.outputs), "not compiled"
        return node

    glowing(item, script)
    MADE.append("shaders/stripes.osl")


def sculpted(number):
    item = plane("sculpted", number)
    modifier = item.modifiers.new("levels", "MULTIRES")
    bpy.context.view_layer.objects.active = item
    bpy.ops.object.multires_subdivide(modifier="levels", mode="CATMULL_CLARK")
    bpy.ops.object.multires_external_save(filepath=place("caches", "sculpted.btx"), modifier="levels")
    MADE.append("caches/sculpted.btx")


def make_scene():
    scene = begin()
    camera(scene)
    path = place("shots", "deep", "scene", "shot.blend")
    save(path)
    scene.collection.objects.link(instance(place("assets", "middle.blend"), "middle", True))
    external_cache(4)
    own_cache(5)
    _, near = textured("near", 6, picture(place("shots", "deep", "near.png"), (1, 1, 0)))
    textured("absolute", 7, picture(place("far", "absolute.png"), (0, 1, 1)))
    for frame in range(1, 6):
        picture(place("steps", "step_%04d.png" % frame), (frame / 5, 0.2, 0.4))
        picture(place("tiles", "tile.%d.png" % (1000 + frame)), (0.2, frame / 5, 0.4))
    textured("steps", 8, place("steps", "step_0001.png"), "SEQUENCE")
    _, tiles = textured("tiles", 9, place("tiles", "tile.1001.png"), "TILED")
    tiles.filepath = place("tiles", "tile.<UDIM>.png")
    for side, colour in (("L", (0.9, 0.3, 0)), ("R", (0, 0.3, 0.9))):
        picture(place("stereo", "eye_%s.png" % side), colour)
    _, eyes = textured("eyes", 10, place("stereo", "eye_L.png"))
    eyes.use_multiview, eyes.views_format = True, "INDIVIDUAL"
    light_profile(11)
    mesh_cache("absolute-mdd", 12, "MDD")
    mesh_cache("points", 13, "PC2").filepath = "//../../../caches/points.pc2"
    smoke(14)
    letters(16)
    imported(17)
    exchanged(19)
    shader_script(21)
    sculpted(22)
    near.filepath = "//../near.png"
    save(path)
    MADE.extend(["shots/deep/near.png", "far/absolute.png", "steps", "tiles"])
    MADE.extend(["stereo/eye_L.png", "stereo/eye_R.png"])
    note = bpy.data.texts.new("notes")
    note.filepath = os.path.join(here, "nowhere", "notes.txt")
    save(path)


def make_strips():
    """What the sequencer shows: pictures of a directory, a clip, and letters."""
    scene = begin()
    path = place("shots", "deep", "scene", "strips.blend")
    save(path)
    start = place("strips", "shown")
    for number in (1, 2, 3, 4, 5):
        picture(place("strips", "shown_%04d.png" % number), (number / 5, 0.5, 0.1), 32)
        picture(place("clips", "clip_%04d.png" % number), (0.1, number / 5, 0.9), 32)
    all_strips = strips(scene)
    shown = all_strips.new_image("pictures", start + "_0001.png", 1, 1)
    for number in (2, 3, 4, 5):
        shown.elements.append("shown_%04d.png" % number)
    shown.frame_final_duration = 5
    clip = bpy.data.movieclips.load(place("clips", "clip_0001.png"))
    clip_strip = all_strips.new_clip("clip", clip, 2, 1)
    clip_strip.blend_type, clip_strip.blend_alpha = "CROSS", 0.5
    clip_strip.frame_final_duration = 5
    font = [n for n in os.listdir(place("fonts", "x")[:-2]) if n.startswith("face")]
    if font:
        text = new_effect(scene, "text", "TEXT", 3, 1, 6)
        text.text, text.font = "Ag", bpy.data.fonts.load(place("fonts", font[0]))
        text.font_size = 40
        text.blend_type = "ALPHA_OVER"
    save(path)


def render(name):
    bpy.ops.wm.open_mainfile(filepath=place("shots", "deep", "scene", name + ".blend"))
    scene = bpy.context.scene
    scene.render.filepath = os.path.join(here, "expected", name + "_")
    if hasattr(scene.render, "compositor_device"):
        scene.render.compositor_device = "CPU"
    bpy.ops.render.render(animation=True)


make_deep_library()
make_middle_library()
make_scene()
make_strips()
render("shot")
render("strips")
with open(os.path.join(here, "made.txt"), "w", encoding="utf-8") as file:
    file.write("\n".join(MADE))
