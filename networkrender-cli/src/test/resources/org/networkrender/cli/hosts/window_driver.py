"""Uses the add-on in a Blender with a window as an artist does, by the mouse and the keyboard, and tells what came of it.

Arguments: the ZIP file, the scene, a directory for screenshots and the result, the file in which the X
server keeps its screen, JSON of preferences.
"""

import json
import os
import shutil
import sys
import time
import traceback

import bpy

ZIP, SCENE, OUT, SCREEN, PREFERENCES = sys.argv[sys.argv.index("--") + 1 :]
PATIENCE = 120
# Where the word "Render" stands in the top bar, from the left and from the top.
RENDER_MENU = (128, 12)

result = {"clicks": 0, "blender": list(bpy.app.version)}


class Impatient(Exception):
    pass


def window():
    return bpy.context.window_manager.windows[0]


def module():
    for name in ("bl_ext.user_default.networkrender", "networkrender"):
        if name in bpy.context.preferences.addons:
            return name
    return None


def state():
    return sys.modules[module() + ".interface.session"].current


def install():
    if bpy.app.version >= (4, 2, 0):
        bpy.ops.extensions.package_install_files(
            repo="user_default", filepath=ZIP, enable_on_install=True, overwrite=True
        )
    else:
        bpy.ops.preferences.addon_install(filepath=ZIP, overwrite=True)
        bpy.ops.preferences.addon_enable(module="networkrender")
    prefer()


def prefer():
    preferences = bpy.context.preferences.addons[module()].preferences
    for name, value in json.loads(PREFERENCES).items():
        setattr(preferences, name, value)


def simulate(kind, value="PRESS", place=None):
    x, y = place or simulate.place
    simulate.place = (x, y)
    window().event_simulate(kind, value, x=x, y=y)


simulate.place = (0, 0)


def click(x, y):
    result["clicks"] += 1
    place = (x, window().height - y)
    simulate("MOUSEMOVE", "NOTHING", place)
    yield 0.2
    simulate("LEFTMOUSE", "PRESS", place)
    yield 0.1
    simulate("LEFTMOUSE", "RELEASE", place)
    yield 0.5


def press(key):
    simulate(key, "PRESS")
    yield 0.05
    simulate(key, "RELEASE")
    yield 0.15


def choose_from_render_menu(from_below):
    """Opens the Render menu, and takes an entry; that is a click each, also where the keyboard does the second."""
    yield from click(*RENDER_MENU)
    for _ in range(from_below):
        yield from press("UP_ARROW")
    if from_below == 2:
        screenshot("menu")
        yield 0.1
    result["clicks"] += 1
    yield from press("RET")


def until(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise Impatient(what)
        yield 0.1


def screenshot(name):
    """Copies what the X server shows: what Blender itself says of its window is black in some versions."""
    shutil.copy(SCREEN, os.path.join(OUT, name + ".xwd"))
    result.setdefault("screenshots", []).append(name)


def show_panel():
    """Has our panels fill a large Properties Editor, in the place of the viewport: all of it is seen at once."""
    for each in list(bpy.types.Panel.__subclasses__()):
        own = each.__name__.startswith("NETWORKRENDER")
        if getattr(each, "bl_context", "") == "output" and not own and each.__module__.startswith("bl_ui"):
            bpy.utils.unregister_class(each)
    open_panels()
    area = max(window().screen.areas, key=lambda each: each.width * each.height)
    area.type = "PROPERTIES"
    yield 0.2
    area.spaces.active.context = "OUTPUT"
    # A still is shown in an Image Editor that is there.
    for each in window().screen.areas:
        if each.type == "PROPERTIES" and each != area:
            each.type = "IMAGE_EDITOR"


def open_panels():
    """As if somebody had opened each of them."""
    classes = sys.modules[module() + ".interface.panels"].CLASSES
    for each in reversed(classes):
        bpy.utils.unregister_class(each)
    for each in classes:
        each.bl_options = set()
        bpy.utils.register_class(each)


def remote_frames():
    run = state().run
    return sum(each.frames for each in run.job.members.values() if not each.local) if run else 0


def animation():
    yield from choose_from_render_menu(2)
    yield from until("a job begins", lambda: state().run is not None)
    result["started"] = True
    yield from until("a frame of another host", lambda: remote_frames() >= 1)
    result["clicksToFirstFrame"] = result["clicks"]
    yield 0.5
    screenshot("progress")
    yield from reopen()
    yield from until("the end of the animation", lambda: state().run.is_over())
    yield 1.0
    screenshot("ended")
    run = state().run
    result["outcome"] = (run.job.ending or {}).get("outcome")
    result["error"] = run.error()
    scene = bpy.context.scene
    frames = range(scene.frame_start, scene.frame_end + 1)
    result["played"] = [bpy.path.abspath(scene.render.frame_path(frame=each)) for each in frames]
    result["there"] = [os.path.isfile(each) for each in result["played"]]
    result["workers"] = sorted(each.name for each in run.job.members.values() if each.frames)
    # Blender asks before it forgets what was not saved, as if nothing had been rendered.
    result["unsavedThen"] = bpy.data.is_dirty


def reopen():
    """The add-on goes while a job is paused, as it does when Blender is closed; then it finds the job again."""
    with bpy.context.temp_override(window=window(), screen=window().screen):
        bpy.ops.networkrender.pause()
    yield from until("the job pauses", lambda: state().run.job.phase in ("paused", "ended"))
    if state().run.job.phase == "ended":
        raise Impatient("a job that pauses: it ended before")
    name = module()
    bpy.ops.preferences.addon_disable(module=name)
    bpy.ops.preferences.addon_enable(module=name)
    prefer()
    yield from until("the job is found again", lambda: state().run is not None and state().run.job.revision)
    result["foundAgain"] = state().run.attached
    screenshot("again")
    with bpy.context.temp_override(window=window(), screen=window().screen):
        bpy.ops.networkrender.resume()


def worker():
    """This computer helps others; that is told, and ends when it is asked to."""
    yield from choose_from_render_menu(1)
    yield from until("the worker runs", lambda: state().worker and state().worker.offer.phase == "running")
    offer = sys.modules[module() + ".farm.offer"]
    yield 0.5
    screenshot("worker")
    result["access"] = offer.access(state().worker.offer)
    yield from choose_from_render_menu(1)
    yield from until("the worker ends", lambda: state().worker.is_over())
    result["workerError"] = state().worker.error()


def still():
    yield from choose_from_render_menu(3)
    yield from until("a still begins", lambda: state().run.note.get("still"))
    yield from until("the end of the still", lambda: state().run.is_over())
    yield 2.5
    shown = [
        area.spaces.active.image
        for each in bpy.context.window_manager.windows
        for area in each.screen.areas
        if area.type == "IMAGE_EDITOR"
    ]
    result["stillOutcome"] = (state().run.job.ending or {}).get("outcome")
    result["stillShown"] = [bpy.path.abspath(each.filepath) for each in shown if each]
    screenshot("still")


def saved():
    """Once it is saved, the file itself is rendered."""
    of_now = sys.modules[module() + ".interface.scene_file"].of_now
    bpy.ops.wm.save_as_mainfile(filepath=SCENE.replace(".blend", "-saved.blend"))
    yield 0.5
    result["copyOfSaved"] = of_now()[1]
    bpy.context.scene.objects["Cube"].scale = (1, 1, 1)
    bpy.ops.ed.undo_push(message="scaled")
    bpy.ops.wm.save_mainfile()
    yield 0.5
    result["copyOfSaved"] += of_now()[1]


def look_around():
    """The workers and the check, as an artist opens them."""
    context = {"window": window(), "screen": window().screen}
    with bpy.context.temp_override(**context):
        bpy.ops.networkrender.find_workers()
        bpy.ops.networkrender.inspect()
    yield from until("workers are found", lambda: state().finding is None)
    yield from until("the check is done", lambda: state().looking is None)
    yield 0.5
    result["found"] = [each.name for each in state().found or [] if each.is_usable()]
    result["findings"] = len(state().look.findings) if state().look else state().trouble
    screenshot("checked")


def story():
    yield 1.0
    bpy.ops.wm.open_mainfile(filepath=SCENE)
    yield 0.5
    install()
    yield from show_panel()
    yield from until("the program is found", lambda: state().program.state == 2)
    # Something that is not saved: it is rendered as it is.
    bpy.context.scene.objects["Cube"].scale = (1.5, 1, 1)
    bpy.ops.ed.undo_push(message="scaled")
    bpy.context.scene.render.filepath = "//pictures/shot_####"
    # This host would be quicker than a frame that is so small is sent.
    bpy.context.scene.networkrender.local = False
    result["unsaved"] = bpy.data.is_dirty
    yield 0.5
    screenshot("panel")
    yield from animation()
    yield from look_around()
    yield from still()
    yield from worker()
    yield from saved()


def play():
    step = play.story
    try:
        return next(step)
    except StopIteration:
        pass
    except Exception as problem:
        result["failure"] = traceback.format_exc()
        try:
            run = state().run
            result["said"] = run.error() if run else state().trouble or state().program.sentence()
            screenshot("failed")
        except Exception as further:
            result["said"] = repr(further)
    with open(os.path.join(OUT, "result.json"), "w") as stream:
        json.dump(result, stream, indent=1)
    bpy.ops.wm.quit_blender()
    return None


play.story = story()
bpy.app.timers.register(play, first_interval=1, persistent=True)
