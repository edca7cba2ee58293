"""Installs the add-on in a fresh Blender as a user does, uses it, updates it, and removes it; then runs the tests of its logic.

Arguments: the ZIP file of an older version, the one of this version, the directory of the tests, a repository of
that ZIP file that was made without Blender.
"""

import inspect
import json
import os
import shutil
import subprocess
import sys
import time
import unittest

import bpy

OLD, NEW, TESTS, REPOSITORY = sys.argv[sys.argv.index("--") + 1 :]
EXTENSIONS = bpy.app.version >= (4, 2, 0)
MODULE = "bl_ext.user_default.networkrender" if EXTENSIONS else "networkrender"


def install(file):
    if EXTENSIONS:
        bpy.ops.extensions.package_install_files(
            repo="user_default", filepath=file, enable_on_install=True, overwrite=True
        )
    else:
        bpy.ops.preferences.addon_install(filepath=file, overwrite=True)
        bpy.ops.preferences.addon_enable(module="networkrender")
    assert MODULE in bpy.context.preferences.addons, "it is not enabled"


def uninstall():
    if EXTENSIONS:
        names = [each.module for each in bpy.context.preferences.extensions.repos]
        index = names.index("user_default")
        bpy.ops.extensions.package_uninstall(repo_index=index, pkg_id="networkrender")
        return
    try:
        bpy.ops.preferences.addon_remove(module="networkrender")
    except RuntimeError as problem:
        # It has removed it, and looks for the window that has to show that.
        assert "tag_redraw" in str(problem), problem


def version():
    return sys.modules[MODULE].VERSION


def tree():
    """All that is in the user's places."""
    found = set()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        for folder, folders, files in os.walk(os.environ[name]):
            found.update(os.path.join(folder, each) for each in folders + files)
    return found


def left():
    """Files of the user that have to do with the add-on."""
    return [each for each in sorted(tree()) if "networkrender" in each]


def is_there():
    menu = getattr(bpy.types.TOPBAR_MT_render.draw, "_draw_funcs", [])
    return {
        "options": hasattr(bpy.types.Scene, "networkrender"),
        "bar": hasattr(bpy.types.WindowManager, "networkrender_bar"),
        "menu": any("networkrender" in each.__module__ for each in menu),
        "handler": any("networkrender" in each.__module__ for each in bpy.app.handlers.load_post),
        "operator": hasattr(bpy.types, "NETWORKRENDER_OT_render_still"),
        "panel": hasattr(bpy.types, "NETWORKRENDER_PT_output_main"),
    }


def own_classes():
    for module in sys.modules[MODULE + ".interface"].MODULES:
        yield from module.CLASSES


def check_tooltips():
    """Everything that one can point at says what it does."""
    count = 0
    for each in own_classes():
        if issubclass(each, bpy.types.Panel):
            continue
        rna = each.bl_rna
        if issubclass(each, bpy.types.Operator):
            name = each.bl_idname.split("_OT_")[-1].split(".")[-1]
            rna = getattr(bpy.ops.networkrender, name).get_rna_type()
            assert rna.description, each
        for name in inspect.get_annotations(each):
            assert rna.properties[name].description, (each, name)
            count += 1
    assert count > 20, count


def check_without_program():
    """What is missing is said in a sentence, without a trace."""
    session = sys.modules[MODULE + ".interface.session"].current
    session.program.look("")
    for name in ("render_still", "render_animation", "offer", "find_workers", "inspect"):
        try:
            getattr(bpy.ops.networkrender, name)()
        except RuntimeError as problem:
            assert "was not found" in str(problem) and "Traceback" not in str(problem), problem
        else:
            raise AssertionError(name + " does not complain")


def check_choices():
    """What an artist chose comes as the program's options."""
    scene_file = sys.modules[MODULE + ".interface.scene_file"]
    scene = bpy.context.scene
    folder = os.path.dirname(NEW)
    scene.render.filepath = "//pictures/shot_####"
    assert "save it once" in refusal_of(scene_file, scene), "a scene without a file"
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(folder, "shot.blend"))
    scene.render.filepath = "//pictures/shot_####"
    chosen = scene_file.choices(scene, False)
    assert chosen.output == os.path.join(folder, "pictures"), chosen
    still = scene_file.choices(scene, True)
    assert still.output == os.path.join(folder, "pictures", "stills") and still.still_frame == 1, still
    check_copy(scene_file)
    scene.render.filepath = os.path.join(NEW, "below")
    assert "A file is where" in refusal_of(scene_file, scene), "a file as a folder"


def check_painted():
    """An image that was painted and not saved is in no file that could be rendered from."""
    scene_file = sys.modules[MODULE + ".interface.scene_file"]
    image = bpy.data.images.new("canvas", 4, 4)
    node = bpy.data.worlds.new("Sky")
    node.use_nodes = True
    texture = node.node_tree.nodes.new("ShaderNodeTexEnvironment")
    texture.image = image
    remove = sys.modules[MODULE + ".farm.places"].remove_copy
    remove(scene_file.of_now()[1])
    image.pixels[0] = 0.25
    image.update()
    assert image.is_dirty
    try:
        scene_file.of_now()
    except scene_file.Refusal as refusal:
        assert "canvas" in str(refusal) and "Save All Images" in str(refusal), refusal
    else:
        raise AssertionError("what was painted is left out without a word")
    texture.image = None
    remove(scene_file.of_now()[1])
    texture.image = image
    image.pack()
    remove(scene_file.of_now()[1])
    bpy.data.worlds.remove(node)
    bpy.data.images.remove(image)


def check_copy(scene_file):
    """What is not saved is copied, and of that copy nothing is left anywhere."""
    unsaved = sys.modules[MODULE + ".interface.unsaved"]
    places = sys.modules[MODULE + ".farm.places"]
    unsaved.unsaved = False
    if not bpy.data.is_dirty:
        assert not scene_file.of_now()[1]
    if not bpy.data.is_dirty:
        # A colleague has saved over it.
        unsaved.opened(bpy.data.filepath)
        assert not unsaved.is_there()
        os.utime(bpy.data.filepath, (1, 1))
        assert unsaved.is_there(), "what is rendered is not what is shown"
        unsaved.opened(bpy.data.filepath + "1")
        assert unsaved.is_there(), "what was recovered is forgotten"
        unsaved.opened(bpy.data.filepath)
    unsaved.unsaved = True
    before, chosen = tree(), bpy.context.preferences.filepaths.file_preview_type
    file, copy = scene_file.of_now()
    assert file.file == copy and os.path.isfile(copy), (file, copy)
    places.remove_copy(copy)
    assert not os.path.exists(os.path.dirname(copy))
    assert tree() == before, tree() - before
    assert bpy.context.preferences.filepaths.file_preview_type == chosen


def check_shown():
    """A still is read in its own colours, whatever file came before it, and is no input of a job."""
    results = sys.modules[MODULE + ".interface.results"]
    results.begin()
    results.shown.opened = True
    render = bpy.context.scene.render
    render.engine, render.resolution_x, render.resolution_y = "CYCLES", 8, 8
    bpy.context.scene.cycles.samples, bpy.context.scene.cycles.use_denoising = 1, False
    colours = []
    for kind, name in (("PNG", "preview.png"), ("OPEN_EXR", "still.exr"), ("PNG", "next.png")):
        file = os.path.join(os.path.dirname(NEW), name)
        render.image_settings.file_format, render.filepath = kind, file
        bpy.ops.render.render(write_still=True)
        fresh = bpy.data.images.load(file)
        colours.append(fresh.colorspace_settings.name)
        bpy.data.images.remove(fresh)
        assert results.read_picture(file), name
        shown = bpy.data.images[results.shown.name]
        assert shown[results.OWN], name
        assert shown.colorspace_settings.name == colours[-1], (name, shown.colorspace_settings.name, colours)
        assert shown.use_view_as_render == (kind != "PNG"), name
    assert len(set(colours)) == 2, colours
    bpy.data.images.remove(shown)
    results.begin()


def refusal_of(scene_file, scene):
    try:
        scene_file.choices(scene, False)
    except scene_file.Refusal as refusal:
        return str(refusal)
    return "not refused"


def check_ways():
    """From a line of the program to what it is about: an image, of which the object is found that uses it."""
    picture = bpy.data.images.new("wood.png", 4, 4)
    material = bpy.data.materials.new("floor")
    material.use_nodes = True
    node = material.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = picture
    owner = bpy.data.objects["Cube"]
    owner.data.materials.clear()
    owner.data.materials.append(material)
    owner.select_set(False)
    session = sys.modules[MODULE + ".interface.session"].current
    inspection = sys.modules[MODULE + ".farm.inspection"]
    about = {"careful": {"collection": "images", "name": "wood.png", "library": ""}}
    about["nothing"] = {"collection": "__class__", "name": "wood.png"}
    session.look = inspection.Look({"frames": "1", "warnings": ["careful", "nothing"], "about": about})
    data_blocks = sys.modules[MODULE + ".interface.data_blocks"]
    assert data_blocks.of(session.look.findings[0]) == picture
    assert data_blocks.of(session.look.findings[1]) is None
    bpy.ops.networkrender.go_to(index=0, of_job=False)
    assert owner.select_get() and bpy.context.view_layer.objects.active == owner


class EndlessJob:
    """A job that goes on, as far as the operators ask."""

    name = "endless"

    def is_over(self):
        return False

    def poll(self):
        return False

    def leave(self):
        self.left = True


def check_second_job():
    state = sys.modules[MODULE + ".interface.session"].current
    program = sys.modules[MODULE + ".farm.program"]
    state.program.state = program.READY
    state.run = EndlessJob()
    try:
        bpy.ops.networkrender.render_still()
    except RuntimeError as problem:
        assert "is being rendered already" in str(problem), problem
    else:
        raise AssertionError("a second job is not refused")
    # That of another file is no reason: it goes on where it was begun.
    results = sys.modules[MODULE + ".interface.results"]
    results.forget(other_file=True)
    other = state.run
    assert not state.is_in_the_way()
    state.make_room()
    assert other.left and other.name in state.passed
    results.forget(other_file=False)


def job_that_goes_on():
    """A job of this Blender, as soon as it has told its number."""
    state = sys.modules[MODULE + ".interface.session"].current
    python = sys.executable if "python" in os.path.basename(sys.executable) else "python3"
    command = [python, "-B", os.path.join(TESTS, "fake_program.py"), "job"]
    state.run = sys.modules[MODULE + ".farm.run"].JobRun(command, time.monotonic, state.notes)
    end = time.monotonic() + 60
    while list(state.notes.read()) != ["a1b2c3"]:
        assert time.monotonic() < end, state.notes.read()
        state.run.poll()
        time.sleep(0.01)


def check_update_in_a_job():
    """The next version finds what the last one left going on."""
    job_that_goes_on()
    install(NEW)
    state = sys.modules[MODULE + ".interface.session"].current
    assert state.run is None and list(state.notes.read()) == ["a1b2c3"], state.notes.read()
    state.notes.remove("a1b2c3")


def blender(*arguments, **surroundings):
    command = [bpy.app.binary_path, *arguments]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **surroundings}
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def extension(*arguments, **surroundings):
    blender("--command", "extension", *arguments, **surroundings)


def check_command_line():
    """Installed from a terminal it knows the program that it came with."""
    if not EXTENSIONS or not bpy.app.binary_path:
        return
    folder = os.path.join(os.path.dirname(NEW), "came-with")
    config = os.path.join(folder, "config")
    for each in ("addon", "bin", "config"):
        os.makedirs(os.path.join(folder, each))
    program = os.path.join(folder, "bin", "networkrender")
    with open(program, "w") as stream:
        stream.write("#!/bin/sh\n")
    file = shutil.copy(NEW, os.path.join(folder, "addon", "networkrender-addon.zip"))
    extension("install-file", "-r", "user_default", "-e", file, XDG_CONFIG_HOME=config)
    ask = "import bpy; print('chosen:', bpy.context.preferences.addons['%s'].preferences.program)" % MODULE
    told = blender("-b", "--python-expr", ask, XDG_CONFIG_HOME=config)
    assert "chosen: " + program in told, told
    shutil.rmtree(folder)


def listed():
    with open(os.path.join(REPOSITORY, "index.json")) as stream:
        return json.load(stream)


def check_extension():
    """Blender accepts it as an extension, and lists it as we do. A module has no command line."""
    if EXTENSIONS and bpy.app.binary_path:
        extension("validate", NEW)
        own = listed()
        extension("server-generate", "--repo-dir", REPOSITORY)
        assert own == listed(), (own, listed())
        assert own["data"][0]["version"] == version()


before_all = tree()
install(OLD)
assert version() == "0.0.9", version()
assert any(each.endswith("only_in_old.py") for each in left()), left()
before = sys.modules[MODULE + ".interface.session"]
install(NEW)
assert sys.modules[MODULE + ".interface.session"] is not before, "the old one is still there"
assert version() != "0.0.9", "it was not updated"
assert not any(each.endswith("only_in_old.py") for each in left()), left()
assert all(is_there().values()), is_there()
check_tooltips()
check_without_program()
check_choices()
check_painted()
check_shown()
check_extension()
check_command_line()
check_ways()
check_second_job()
check_update_in_a_job()
bpy.ops.preferences.addon_disable(module=MODULE)
assert not any(is_there().values()), is_there()
bpy.ops.preferences.addon_enable(module=MODULE)
assert all(is_there().values()), is_there()
job_that_goes_on()
uninstall()
assert not any(is_there().values()), is_there()
assert not left(), left()
print("Blender itself leaves: " + ", ".join(sorted(tree() - before_all)))

sys.path.insert(0, TESTS)
outcome = unittest.TextTestRunner(stream=sys.stdout).run(unittest.defaultTestLoader.discover(TESTS))
print("tests of the logic: %d" % outcome.testsRun)
assert outcome.wasSuccessful() and outcome.testsRun > 40
