"""Uses the add-on in a Blender with a window as an artist does, and tells what came of it."""

import os
import sys

import bpy

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import artist  # noqa: E402


def remote_frames():
    run = artist.state().run
    return sum(each.frames for each in run.job.members.values() if not each.local) if run else 0


def animation():
    yield from artist.choose_from_render_menu(2, "menu")
    yield from artist.until("a job begins", lambda: artist.state().run is not None)
    artist.result["started"] = True
    yield from artist.until("a frame of another host", lambda: remote_frames() >= 1)
    artist.result["clicksToFirstFrame"] = artist.result["clicks"]
    yield 0.5
    artist.screenshot("progress")
    yield from reopen()
    yield from artist.until("the end of the animation", lambda: artist.state().run.is_over())
    yield 1.0
    artist.screenshot("ended")
    run = artist.state().run
    artist.result["outcome"] = (run.job.ending or {}).get("outcome")
    artist.result["error"] = run.error()
    scene = bpy.context.scene
    frames = range(scene.frame_start, scene.frame_end + 1)
    artist.result["played"] = [bpy.path.abspath(scene.render.frame_path(frame=each)) for each in frames]
    artist.result["there"] = [os.path.isfile(each) for each in artist.result["played"]]
    artist.result["workers"] = sorted(each.name for each in run.job.members.values() if each.frames)
    # Blender asks before it forgets what was not saved, as if nothing had been rendered.
    artist.result["unsavedThen"] = bpy.data.is_dirty


def reopen():
    """The add-on goes while a job is paused, as it does when Blender is closed; then it finds the job again."""
    with artist.in_window():
        bpy.ops.networkrender.pause()
    yield from artist.until("the job pauses", lambda: artist.state().run.job.phase in ("paused", "ended"))
    if artist.state().run.job.phase == "ended":
        raise artist.Impatient("a job that pauses: it ended before")
    name = artist.module()
    bpy.ops.preferences.addon_disable(module=name)
    bpy.ops.preferences.addon_enable(module=name)
    yield from artist.until(
        "the job is found again", lambda: artist.state().run is not None and artist.state().run.job.revision
    )
    artist.result["foundAgain"] = artist.state().run.attached
    artist.screenshot("again")
    with artist.in_window():
        bpy.ops.networkrender.resume()


def worker():
    """This computer helps others; that is told, and ends when it is asked to."""
    yield from artist.choose_from_render_menu(1)
    yield from artist.until("the worker runs", artist.is_worker_running)
    offer = artist.part("farm.offer")
    yield 0.5
    artist.screenshot("worker")
    artist.result["access"] = offer.access(artist.state().worker.offer)
    yield from artist.choose_from_render_menu(1)
    yield from artist.until("the worker ends", lambda: artist.state().worker.is_over())
    artist.result["workerError"] = artist.state().worker.error()


def still():
    yield from artist.choose_from_render_menu(3)
    yield from artist.until("a still begins", lambda: artist.state().run.note.get("still"))
    yield from artist.until("the end of the still", lambda: artist.state().run.is_over())
    yield 2.5
    shown = [
        area.spaces.active.image
        for each in bpy.context.window_manager.windows
        for area in each.screen.areas
        if area.type == "IMAGE_EDITOR"
    ]
    artist.result["stillOutcome"] = (artist.state().run.job.ending or {}).get("outcome")
    artist.result["stillShown"] = [bpy.path.abspath(each.filepath) for each in shown if each]
    artist.screenshot("still")


def saved():
    """Once it is saved, the file itself is rendered."""
    of_now = artist.part("interface.scene_file").of_now
    bpy.ops.wm.save_as_mainfile(filepath=artist.SCENE.replace(".blend", "-saved.blend"))
    yield 0.5
    artist.result["copyOfSaved"] = of_now()[1]
    bpy.context.scene.objects["Cube"].scale = (1, 1, 1)
    bpy.ops.ed.undo_push(message="scaled")
    bpy.ops.wm.save_mainfile()
    yield 0.5
    artist.result["copyOfSaved"] += of_now()[1]


def look_around():
    """The workers and the check, as an artist opens them."""
    with artist.in_window():
        bpy.ops.networkrender.find_workers()
        bpy.ops.networkrender.inspect()
    yield from artist.until("workers are found", lambda: artist.state().finding is None)
    yield from artist.until("the check is done", lambda: artist.state().looking is None)
    yield 0.5
    artist.result["found"] = [each.name for each in artist.state().found or [] if each.is_usable()]
    artist.result["findings"] = len(artist.state().look.findings) if artist.state().look else artist.state().trouble
    artist.screenshot("checked")


def story():
    yield 1.0
    bpy.ops.wm.open_mainfile(filepath=artist.SCENE)
    yield 0.5
    artist.install()
    area = yield from artist.show_panel()
    # A still is shown in an Image Editor that is there.
    for each in artist.window().screen.areas:
        if each.type == "PROPERTIES" and each != area:
            each.type = "IMAGE_EDITOR"
    yield from artist.until("the program is found", lambda: artist.state().program.state == 2)
    # Something that is not saved: it is rendered as it is.
    bpy.context.scene.objects["Cube"].scale = (1.5, 1, 1)
    bpy.ops.ed.undo_push(message="scaled")
    bpy.context.scene.render.filepath = "//pictures/shot_####"
    # This host would be quicker than a frame that is so small is sent.
    bpy.context.scene.networkrender.local = False
    artist.result["unsaved"] = bpy.data.is_dirty
    yield 0.5
    artist.screenshot("panel")
    yield from animation()
    yield from look_around()
    yield from still()
    yield from worker()
    yield from saved()


artist.play(story())
