"""Small scenes that once came out wrong, each of one fault; those that disturb each other not at all share a scene.

CasesTest has the table of them. All lies below 'farm', and its pictures in 'expected'.
"""

import os
import shutil

import bpy

FARM = os.path.join(here, "farm")


def place(*names):
    path = os.path.join(FARM, *names)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def start(last, samples=2):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.render.resolution_x, scene.render.resolution_y = 160, 90
    scene.render.resolution_percentage = 100
    scene.cycles.samples = samples
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.frame_start, scene.frame_end = 1, last
    scene.render.image_settings.file_format = "PNG"
    camera = added("camera", bpy.data.cameras.new("camera"), (0, -9, 3.5), (1.2, 0, 0))
    scene.camera = camera
    sun = bpy.data.lights.new("sun", "SUN")
    sun.energy = 3
    added("sun", sun, (2, -3, 6), (0.6, 0.3, 0))
    return scene


def added(name, data, location=(0, 0, 0), rotation=(0, 0, 0)):
    item = bpy.data.objects.new(name, data)
    item.location, item.rotation_euler = location, rotation
    bpy.context.scene.collection.objects.link(item)
    return item


def grid(name, side, steps, location=(0, 0, 0)):
    mesh = bpy.data.meshes.new(name)
    line = [(i / steps - 0.5) * side for i in range(steps + 1)]
    faces = []
    for y in range(steps):
        for x in range(steps):
            first = y * (steps + 1) + x
            faces.append((first, first + 1, first + steps + 2, first + steps + 1))
    mesh.from_pydata([(x, y, 0) for y in line for x in line], [], faces)
    return added(name, mesh, location)


def cube(name, location, side):
    item = grid(name, side, 1, location)
    item.modifiers.new("thick", "SOLIDIFY").thickness = side
    return item


def save(*names):
    path = place(*names)
    bpy.ops.wm.save_as_mainfile(filepath=path, compress=False, relative_remap=False)
    return path


def bake(item, cache):
    cache.use_disk_cache = True
    scene = bpy.context.scene
    with bpy.context.temp_override(point_cache=cache, scene=scene, active_object=item, object=item):
        bpy.ops.ptcache.bake(bake=True)


def cloth(name, location, size=1.6):
    item = grid(name, size, 6, location)
    modifier = item.modifiers.new("Cloth", "CLOTH")
    modifier.settings.quality = 1
    cache = modifier.point_cache
    cache.frame_start, cache.frame_end, cache.name = 1, 6, name
    return item, cache


def lib_blendcache():
    """Cloth with a disk cache lives in a library: Blender keeps that cache beside the library."""
    scene = start(6)
    item, cache = cloth("flag", (-1.8, 0, 1.2))
    group = bpy.data.collections.new("flag")
    scene.collection.children.link(group)
    scene.collection.objects.unlink(item)
    group.objects.link(item)
    save("assets", "flag.blend")
    bake(item, cache)
    return save("assets", "flag.blend")


def shown(path):
    with bpy.data.libraries.load(path, link=True, relative=True) as (_, linked):
        linked.collections = ["flag"]
    item = added("shown", None)
    item.instance_type, item.instance_collection = "COLLECTION", linked.collections[0]


def ext_cache():
    """Cloth from an external cache, named by an absolute path outside of the scene's directory."""
    item, cache = cloth("banner", (1.8, 0, 1.2))
    bake(item, cache)
    away = place("elsewhere", "banner")
    shutil.move(place("scene", "blendcache_shot"), away)
    with bpy.context.temp_override(point_cache=cache, scene=bpy.context.scene, active_object=item, object=item):
        bpy.ops.ptcache.free_bake()
    cache.use_disk_cache = False
    cache.use_external, cache.index, cache.name = True, 0, "banner"
    cache.filepath = away


def ies_absolute():
    """A lamp whose light distribution is a file, named by its absolute path."""
    path = place("lamps", "spot.ies")
    angles = list(range(0, 181, 10))
    with open(path, "w", encoding="ascii") as file:
        file.write("IESNA:LM-63-1995\n[TEST] none\nTILT=NONE\n1 1000 1 %d 1 1 2 0 0 0\n1 1 100\n" % len(angles))
        file.write(" ".join(map(str, angles)) + "\n0\n")
        file.write(" ".join("3000" if a in (0, 10, 40, 50) else "5" for a in angles) + "\n")
    data = bpy.data.lights.new("lamp", "POINT")
    data.energy, data.shadow_soft_size, data.use_nodes = 2, 0.01, True
    added("lamp", data, (0, -2, 1.5))
    node = data.node_tree.nodes.new("ShaderNodeTexIES")
    node.mode, node.filepath = "EXTERNAL", path
    emission = next(n for n in data.node_tree.nodes if n.type == "EMISSION")
    data.node_tree.links.new(node.outputs[0], emission.inputs["Strength"])


def adaptive(scene):
    """Adaptive subdivision with displacement: the camera comes nearer from frame to frame."""
    if hasattr(scene.cycles, "feature_set"):
        scene.cycles.feature_set = "EXPERIMENTAL"
    scene.cycles.dicing_rate = 4
    ground = grid("ground", 6, 1, (0, 0, -1))
    modifier = ground.modifiers.new("s", "SUBSURF")
    modifier.subdivision_type = "SIMPLE"
    owner = modifier if hasattr(modifier, "use_adaptive_subdivision") else ground.cycles
    owner.use_adaptive_subdivision = True
    material = bpy.data.materials.new("rough")
    material.use_nodes = True
    method = material if hasattr(material, "displacement_method") else material.cycles
    method.displacement_method = "DISPLACEMENT"
    tree = material.node_tree
    noise = tree.nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 6
    lift = tree.nodes.new("ShaderNodeDisplacement")
    output = next(n for n in tree.nodes if n.type == "OUTPUT_MATERIAL")
    tree.links.new(noise.outputs[0], lift.inputs[0])
    tree.links.new(lift.outputs[0], output.inputs["Displacement"])
    ground.data.materials.append(material)
    for frame, y in ((1, -16), (6, -9)):
        scene.camera.location.y = y
        scene.camera.keyframe_insert("location", frame=frame)


def driver_frame_end(scene):
    """A turn that is driven by frame / scene.frame_end: a simple expression, no Python is run."""
    item = cube("driven", (0, 0, 0.8), 0.8)
    driver = item.driver_add("rotation_euler", 2).driver
    driver.type = "SCRIPTED"
    last = driver.variables.new()
    last.name = "last"
    last.targets[0].id_type, last.targets[0].id = "SCENE", scene
    last.targets[0].data_path = "frame_end"
    driver.expression = "frame / last * 6.28"


def stamp(scene):
    """The file's name, camera, scene and frame, burnt into the picture."""
    render = scene.render
    for name in dir(render):
        if name.startswith("use_stamp_"):
            kept = ("use_stamp_frame", "use_stamp_camera", "use_stamp_scene", "use_stamp_filename")
            setattr(render, name, name in kept)
    render.use_stamp = True
    render.stamp_font_size = 6


def moved(library):
    scene = start(6)
    save("scene", "shot.blend")
    shown(library)
    ext_cache()
    ies_absolute()
    adaptive(scene)
    driver_frame_end(scene)
    stamp(scene)
    save("scene", "shot.blend")


def font_strip():
    """A text strip whose font has an absolute path outside of the scene's directory."""
    scene = start(2)
    fonts = bpy.utils.system_resource("DATAFILES", path="fonts")
    found = [
        os.path.join(directory, name)
        for root in (fonts, "/usr/share/fonts")
        for directory, _, names in os.walk(root)
        for name in sorted(names)
        if name.endswith((".ttf", ".otf", ".pfb"))
    ]
    font = shutil.copy(found[0], place("fonts", "bold" + os.path.splitext(found[0])[1]))
    strip = new_effect(scene, "t", "TEXT", 1, 1, 3)
    strip.text, strip.font = "Ag", bpy.data.fonts.load(font)
    save("scene", "strip.blend")


def paint():
    """Dynamic paint that nobody baked."""
    canvas = grid("wet", 3, 10, (2.2, 0, 0))
    bpy.context.view_layer.objects.active = canvas
    canvas.modifiers.new("dp", "DYNAMIC_PAINT").ui_type = "CANVAS"
    bpy.ops.dpaint.type_toggle(type="CANVAS")
    surface = canvas.modifiers["dp"].canvas_settings.canvas_surfaces[0]
    surface.surface_type, surface.frame_start, surface.frame_end = "WAVE", 1, 20
    ball = cube("ball", (1, 0, 0), 0.6)
    ball.modifiers.new("dp", "DYNAMIC_PAINT").ui_type = "BRUSH"
    bpy.context.view_layer.objects.active = ball
    bpy.ops.dpaint.type_toggle(type="BRUSH")
    for frame, x in ((1, 1), (6, 3.5)):
        ball.location.x = x
        ball.keyframe_insert("location", frame=frame)


def in_turn():
    """Simulations that nobody baked: cloth, cloth in a collection that is only instanced, paint."""
    scene = start(6)
    cloth("bare", (-2, 0, 1))
    item, _ = cloth("instanced", (0, 0, 1))
    group = bpy.data.collections.new("flag")
    scene.collection.objects.unlink(item)
    group.objects.link(item)
    shown_here = added("shown", None)
    shown_here.instance_type, shown_here.instance_collection = "COLLECTION", group
    paint()
    save("scene", "turn.blend")


def lacking():
    """An engine, a node and a view that no Blender here has."""

    class Fancy(bpy.types.RenderEngine):
        bl_idname, bl_label = "FANCY_RAYS", "Fancy"

    class Custom(bpy.types.ShaderNodeCustomGroup):
        bl_idname, bl_label = "NB_CUSTOM", "Custom"

    bpy.utils.register_class(Fancy)
    bpy.utils.register_class(Custom)
    scene = start(1)
    item = cube("painted", (0, 0, 0), 2)
    material = bpy.data.materials.new("paint")
    material.use_nodes = True
    tree = material.node_tree
    group = bpy.data.node_groups.new("inner", "ShaderNodeTree")
    if hasattr(group, "interface"):
        group.interface.new_socket(name="Color", in_out="OUTPUT", socket_type="NodeSocketColor")
    else:
        group.outputs.new("NodeSocketColor", "Color")
    node = tree.nodes.new("NB_CUSTOM")
    node.name, node.node_tree = "Rust", group
    target = next(n for n in tree.nodes if n.type == "BSDF_PRINCIPLED")
    tree.links.new(node.outputs[0], target.inputs[0])
    item.data.materials.append(material)
    scene.render.engine = "FANCY_RAYS"
    scene.view_settings.view_transform = "Standard"
    path = save("scene", "lacking.blend")
    with open(path, "rb") as file:
        content = file.read()
    assert b"Standard\0" in content
    with open(path, "wb") as file:
        file.write(content.replace(b"Standard\0", b"Show LUT\0"))
    start(1)
    bpy.utils.unregister_class(Fancy)
    bpy.utils.unregister_class(Custom)


def save_fails():
    """A picture that Blender can write nowhere: JPEG 2000 of 32 x 24 pixels."""
    scene = start(1, 1)
    cube("c", (0, 0, 0), 2)
    scene.render.resolution_x, scene.render.resolution_y = 32, 24
    set_format(scene, "JPEG2000")
    save("scene", "fails.blend")


def cyclic():
    """Two libraries that link each other."""
    for mine, other in (("one", ""), ("two", "one"), ("one", "two")):
        path = place("scene", mine + ".blend")
        if os.path.exists(path):
            bpy.ops.wm.open_mainfile(filepath=path)
        else:
            start(1)
            cube(mine, (-1.2 if mine == "one" else 1.2, 0, 0), 1)
        if other:
            with bpy.data.libraries.load(place("scene", other + ".blend"), link=True, relative=True) as (_, linked):
                linked.objects = [other]
            bpy.context.scene.collection.objects.link(linked.objects[0])
        save("scene", mine + ".blend")


def render(name):
    bpy.ops.wm.open_mainfile(filepath=place("scene", name + ".blend"))
    bpy.context.scene.render.filepath = os.path.join(here, "expected", name + "_")
    bpy.ops.render.render(animation=True)


def play(name):
    """What Blender shows of a frame to which it was played from the first one on: not what -a shows."""
    for frame in range(1, 7):
        bpy.ops.wm.open_mainfile(filepath=place("scene", name + ".blend"))
        for at in range(1, frame + 1):
            bpy.context.scene.frame_set(at)
        bpy.context.scene.render.filepath = os.path.join(here, "expected", "%s_%04d.png" % (name, frame))
        bpy.ops.render.render(write_still=True)


moved(lib_blendcache())
font_strip()
in_turn()
lacking()
save_fails()
cyclic()
for each in ("shot", "strip", "one"):
    render(each)
play("turn")
