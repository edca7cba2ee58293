"""A Blender that is started after another one was killed. Its further argument is what is to be met."""

import glob
import os
import sys
import tempfile

import bpy

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import artist  # noqa: E402


def seen():
    """What goes on, and what lies about."""
    state = artist.state()
    return {
        "job": state.run.job.identity if state.run else "",
        "phase": state.run.job.phase if state.run else "",
        "worker": state.worker.offer.phase if state.worker else "",
        "notes": sorted(state.notes.read()),
        "copies": glob.glob(os.path.join(tempfile.gettempdir(), "networkrender-*")),
    }


def what_goes_on():
    """Both are shown, and can be steered; then others begin, which are to stop with this Blender."""
    yield from artist.until("the job is found", lambda: artist.state().run and artist.state().run.job.revision)
    yield from artist.until("the worker is found", artist.is_worker_running)
    artist.result["found"] = seen()
    yield from artist.show_panel()
    yield 1.0
    artist.screenshot("found-again")
    with artist.in_window():
        bpy.ops.networkrender.resume()
    yield from artist.until("the job ends", lambda: artist.state().run.is_over())
    artist.result["outcome"] = (artist.state().run.job.ending or {}).get("outcome")
    with artist.in_window():
        bpy.ops.networkrender.stop_offering()
    yield from artist.until("the worker ends", lambda: artist.state().worker.is_over())
    yield 0.5
    artist.screenshot("found-again-ended")
    artist.result["ended"] = seen()
    chosen = artist.preferences()
    chosen.on_close = chosen.worker_on_close = "STOP"
    bpy.ops.wm.open_mainfile(filepath=artist.SCENE, load_ui=False)
    yield 0.5
    yield from paused_job("//stops/shot_####", 4)
    with artist.in_window():
        bpy.ops.networkrender.offer()
    yield from artist.until("the worker runs", artist.is_worker_running)
    artist.result["stops"] = seen()


def paused_job(path, scale):
    """Begins an animation of a scene that is not saved, and pauses it."""
    bpy.context.scene.render.filepath = path
    bpy.context.scene.objects["Cube"].scale = (scale, 1, 1)
    bpy.ops.ed.undo_push(message="scaled")
    with artist.in_window():
        bpy.ops.networkrender.render_animation()
    yield from artist.until("the job runs", lambda: artist.state().run.job.phase == "running")
    with artist.in_window():
        bpy.ops.networkrender.pause()
    yield from artist.until("the job pauses", lambda: artist.state().run.job.phase == "paused")


def nothing():
    """What stopped with Blender is not shown, and what it left is cleared away. Then the add-on goes for good."""
    yield from artist.until("the program is found", lambda: artist.state().program.state == 2)
    yield 2.0
    artist.result["nothing"] = seen()
    yield from uninstalled()


def uninstalled():
    """A job goes on without the add-on, which is no more; what belongs to it goes with it."""
    process, program = artist.part("farm.process"), artist.state().program.path
    bpy.ops.wm.open_mainfile(filepath=artist.SCENE, load_ui=False)
    yield 0.5
    artist.preferences().on_close = "GO_ON"
    # It cannot be over before this Blender, which may be slow, has seen it run.
    bpy.context.scene.networkrender.frames = "1-5000"
    yield from paused_job("//uninstalled/shot_####", 5)
    run = artist.state().run
    if bpy.app.version >= (4, 2, 0):
        names = [each.module for each in bpy.context.preferences.extensions.repos]
        bpy.ops.extensions.package_uninstall(repo_index=names.index("user_default"), pkg_id="networkrender")
    else:
        with bpy.context.temp_override(window=artist.window(), area=artist.window().screen.areas[0]):
            bpy.ops.preferences.addon_remove(module="networkrender")
    yield 0.5
    artist.result["module"] = artist.module()
    folder = os.path.dirname(run.note["copy"])
    artist.result["copyThen"] = [os.path.isdir(folder)]
    attached = process.Process([program, "attach", "--events=json", run.job.identity], lambda event: None)
    attached.send({"command": "cancel"})
    yield from artist.until("the program ends", lambda: run.process.code() is not None)
    artist.result["copyThen"].append(os.path.isdir(folder))


if artist.MORE == ["going-on"]:
    artist.play(what_goes_on(), quits=False)
else:
    artist.play(nothing())
