

KINDS = [
    external_cache,
    own_cache,
    pictures,
    light_profile,
    mesh_caches,
    smoke,
    volumes,
    letters,
    speaker,
    imported,
    exchanged,
    shader_script,
    sculpted,
    ocean,
    node_bakes,
]


def make_all(kit):
    for kind in KINDS:
        kind(kit)


def grouped(name):
    """All that is in the scene, as a collection that another file can link."""
    scene = bpy.context.scene
    group = bpy.data.collections.new(name)
    scene.collection.children.link(group)
    for item in list(scene.collection.objects):
        scene.collection.objects.unlink(item)
        group.objects.link(item)


def make_deep_library():
    begin()
    path = place("library", "deep", "deep.blend")
    save(path)
    kit = Kit("library/deep/kinds", COLUMNS * 4, True)
    make_all(kit)
    textured(Kit("far", kit.cell(), False), picture(place("far", "b.png"), (0, 1, 0)))
    grouped("deep")
    save(path)
    MADE.extend(["library/deep/deep.blend", "far/b.png"])


def instance(path, name):
    with bpy.data.libraries.load(path, link=True, relative=True) as (_, linked):
        linked.collections = [name]
    item = bpy.data.objects.new(name + "-shown", None)
    item.instance_type, item.instance_collection = "COLLECTION", linked.collections[0]
    bpy.context.scene.collection.objects.link(item)


def make_middle_library():
    begin()
    path = place("assets", "middle.blend")
    save(path)
    instance(place("library", "deep", "deep.blend"), "deep")
    textured(Kit("assets", COLUMNS * 8 - 1, True), picture(place("assets", "c.png"), (0, 0, 1)))
    grouped("middle")
    save(path)
    MADE.extend(["assets/middle.blend", "assets/c.png"])


def make_scene():
    scene = begin()
    camera(scene)
    path = place("shots", "deep", "scene", "shot.blend")
    save(path)
    instance(place("assets", "middle.blend"), "middle")
    kit = Kit("kinds", 0, False)
    make_all(kit)
    textured(Kit("shots", kit.cell(), True), picture(place("shots", "deep", "near.png"), (1, 1, 0)))
    camera_script(scene, kit)
    MADE.append("shots/deep/near.png")
    note = bpy.data.texts.new("notes")
    note.filepath = os.path.join(here, "nowhere", "notes.txt")
    save(path)


def make_strips():
    """What the sequencer shows, for both eyes: pictures of a directory, a movie, a clip, and letters."""
    scene = begin()
    path = place("shots", "deep", "scene", "strips.blend")
    save(path)
    camera(scene)
    scene.render.use_multiview = True
    for number in (1, 2, 3, 4, 5):
        for side, colour in (("L", 0.1), ("R", 0.9)):
            picture(place("strips", "shown_%04d_%s.png" % (number, side)), (number / 5, 0.5, colour), 32)
        picture(place("clips", "clip_%04d.png" % number), (0.1, number / 5, 0.9), 32)
    all_strips = strips(scene)
    shown = all_strips.new_image("pictures", place("strips", "shown_0001_L.png"), 1, 1)
    for number in (2, 3, 4, 5):
        shown.elements.append("shown_%04d_L.png" % number)
    shown.use_multiview, shown.views_format = True, "INDIVIDUAL"
    shown.frame_final_duration = 5
    clip = bpy.data.movieclips.load(place("clips", "clip_0001.png"))
    clip.use_proxy, clip.use_proxy_custom_directory = True, True
    clip.proxy.directory = os.path.join(here, "nowhere", "proxies")
    clip_strip = all_strips.new_clip("clip", clip, 2, 1)
    clip_strip.blend_type, clip_strip.blend_alpha = "CROSS", 0.5
    clip_strip.frame_final_duration = 5
    shutil.copy(MOVIE, place("strips", "movie.mkv"))
    film = all_strips.new_movie("movie", place("strips", "movie.mkv"), 3, 1)
    film.blend_type, film.blend_alpha = "CROSS", 0.3
    all_strips.new_sound("hum", sound(place("strips", "hum.wav")), 5, 1)
    found = font_files()
    if found:
        face = shutil.copy(found[0], place("strips", "face" + os.path.splitext(found[0])[1]))
        text = new_effect(scene, "text", "TEXT", 4, 1, 6)
        text.text, text.font = "Ag", bpy.data.fonts.load(face)
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


MOVIE = os.path.join(here, "movie.mkv")
movie(MOVIE)
make_volumes()
make_ocean()
make_deep_library()
make_middle_library()
make_scene()
make_strips()
render("shot")
render("strips")
with open(os.path.join(here, "made.txt"), "w", encoding="utf-8") as file:
    file.write("\n".join(MADE))
# All is written. Blender 3.4 now and then crashes while it frees what so many kinds have left.
os._exit(0)
