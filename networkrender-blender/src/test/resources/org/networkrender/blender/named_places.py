"""Scenes that name files in ways that are easily lost on the way. The functions are those of every_file.py."""

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


siblings()
plain()
odd()
