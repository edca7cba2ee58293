"""Scenes that name files in ways that are easily lost on the way. The functions are those of every_file.py and every_cache.py."""

# What lies above it Blender 3.4 does not find by relative paths.
with open(os.path.join(here, "working.txt"), encoding="utf-8") as file:
    WORKING = file.read()

SCENE = os.path.join(FARM, "shots", "scene")


def finish(name):
    """Saves a scene, and renders it as its artist does, who has started Blender in the working directory."""
    path = os.path.join(SCENE, name + ".blend")
    save(path)
    os.chdir(WORKING)
    bpy.ops.wm.open_mainfile(filepath=path)
    bpy.context.scene.render.filepath = os.path.join(here, "expected", name + "_")
    bpy.ops.render.render(animation=True)


def start(name):
    scene = begin()
    scene.frame_step = 1
    camera(scene)
    save(place("shots", "scene", name + ".blend"))
    return Kit("shots/textures", 0, True)


def siblings():
    """Of a sound and of a picture that are there, others with the next number are not."""
    kit = start("siblings")
    path = picture(kit.place("wood_01.png"), (0, 1, 0))
    textured(kit, path)
    _, image = textured(kit, path, image=bpy.data.images.load(path, check_existing=False))
    image.filepath = kit.spell(kit.place("wood_02.png"))
    with wave.open(kit.place("take_01.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16000))
    for number in (1, 2):
        sound = bpy.data.sounds.load(kit.place("take_01.wav"))
        sound.filepath = kit.spell(kit.place("take_0%d.wav" % number))
        sound.use_fake_user = True
    finish("siblings")


def plain():
    """A picture, and a library with one, whose paths start where Blender was started."""
    kit = start("plain")
    _, image = textured(kit, picture(place("home", "library.png"), (0, 1, 1)))
    image.filepath = "//library.png"
    item = bpy.context.scene.objects["library.png"]
    library = place("home", "library.blend")
    bpy.data.libraries.write(library, {item}, fake_user=True)
    kit = start("plain")
    path = picture(kit.place("plain.png"), (1, 1, 0))
    kit.cell()
    _, image = textured(kit, path)
    image.filepath = os.path.relpath(path, WORKING)
    for number in (1, 2):
        path = picture(kit.place("tile.%d.png" % (1000 + number)), (1, number / 4, 0))
    path = kit.place("tile.1001.png")
    _, image = textured(kit, path, "TILED", number - 1)
    image.filepath = os.path.relpath(kit.place("tile.<UDIM>.png"), WORKING)
    with bpy.data.libraries.load(library, link=True) as (_, linked):
        linked.objects = ["library.png"]
    bpy.context.scene.collection.objects.link(linked.objects[0])
    bpy.data.libraries[0].filepath = os.path.relpath(library, WORKING)
    finish("plain")


def odd():
    """Tiles and a sequence by absolute paths with letters that no job allows, and that Blender finds."""
    kit = start("odd")
    kit.relative = False
    for number in (1, 2):
        tile = picture(kit.place("tile.png"), (1, number / 4, 0))
        os.replace(tile, kit.place("oak:|.%d.png" % (1000 + number)))
        step = picture(kit.place("step.png"), (number / 4, 0, 1))
        os.replace(step, kit.place("step|%d.png" % number))
    for shift in (0, 1):
        image = bpy.data.images.load(kit.place("oak:|.1001.png"), check_existing=False)
        _, image = textured(kit, kit.place("oak:|.1001.png"), "TILED", shift, image)
        image.filepath = kit.place("oak:|.<UDIM>.png")
    textured(kit, kit.place("step|1.png"), "SEQUENCE")
    finish("odd")


def moved_cloth(kit, directory, name, text):
    item, cache = cloth(name, kit.cell())
    cache.use_disk_cache = True
    bake(item, cache)
    for each in os.listdir(beside()):
        os.replace(os.path.join(beside(), each), os.path.join(directory, each))
    with bpy.context.temp_override(point_cache=cache, scene=bpy.context.scene, active_object=item, object=item):
        bpy.ops.ptcache.free_bake()
    cache.use_disk_cache = False
    cache.use_external, cache.index, cache.name = True, 0, name
    cache.filepath = text
    assert "points found" in cache.info, cache.info


def around():
    """Caches whose directory is that of the scene, or holds it, so that it cannot be sent as a whole."""
    kit = start("around")
    for name, above, text in (("flag", "", "//"), ("sail", "..", os.path.dirname(SCENE))):
        moved_cloth(kit, os.path.normpath(os.path.join(SCENE, above)), name, text)
    shutil.copytree(OCEAN, SCENE, dirs_exist_ok=True)
    modifier = waves(plane("ocean", kit.cell()))
    modifier.filepath = "//"
    mark_as_baked(modifier)
    modifier.wave_scale = 0.05
    if hasattr(bpy.types, "NodesModifierBake"):
        # Its own directory, and the one of all bakes of a modifier.
        around_nodes(kit, "single", "//", "")
        around_nodes(kit, "all", "", "//")
    open(os.path.join(SCENE, "secret.txt"), "w").close()
    finish("around")


def around_nodes(kit, name, own, common):
    tree = bpy.data.node_groups.new(name, "GeometryNodeTree")
    tree.interface.new_socket(name="Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
    grid = tree.nodes.new("GeometryNodeMeshGrid")
    grid.inputs[0].default_value = grid.inputs[1].default_value = 0.8
    node = bake_node(tree)
    tree.links.new(grid.outputs[0], node.inputs["Geometry"])
    tree.links.new(node.outputs["Geometry"], tree.nodes.new("NodeGroupOutput").inputs[0])
    item = plane(name, kit.cell())
    modifier = item.modifiers.new("nodes", "NODES")
    if common:
        modifier.bake_directory = common
    modifier = bake_nodes(item, tree, own, modifier)
    grid.inputs[0].default_value = grid.inputs[1].default_value = 0.2


make_ocean()
siblings()
plain()
odd()
around()
