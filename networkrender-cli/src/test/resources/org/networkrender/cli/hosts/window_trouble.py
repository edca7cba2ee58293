"""Meets with the add-on whatever may go wrong, in one Blender with a window, and tells what was seen.

More arguments: the folder of the stand-ins for the program, a folder that cannot be written. At the end this Blender is
to be killed, with a job and a worker that are to go on.
"""

import os
import shutil
import sys

import bpy

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import artist  # noqa: E402
import stand_ins  # noqa: E402


def job():
    return artist.state().run.job


def until_over(what):
    yield from artist.until(what, lambda: artist.state().run.is_over())
    yield 0.5
    artist.result.setdefault("outcomes", {})[what] = (job().ending or {}).get("outcome") or artist.state().run.error()


def render_and_pause():
    """Begins an animation that waits."""
    stand_ins.render()
    yield from artist.until("a plan", lambda: job().phase == "running" or artist.state().run.is_over())
    with artist.in_window():
        bpy.ops.networkrender.pause()
    yield from artist.until("it pauses", lambda: job().phase == "paused")


def scale(size):
    """Changes the scene, and saves nothing."""
    bpy.context.scene.objects["Cube"].scale = (size, 1, 1)
    bpy.ops.ed.undo_push(message="scaled")


def older_pictures(area):
    """Pictures that were made from something else are in the way: that is asked, and answered by a click."""
    scene = bpy.context.scene
    scene.render.filepath = "//older/shot_####"
    scene.networkrender.frames = "1-2"
    folder = os.path.dirname(artist.SCENE)
    os.mkdir(os.path.join(folder, "older"))
    for name in ("shot_0001.png", "shot_0002.png"):
        shutil.copy(os.path.join(folder, "picture.png"), os.path.join(folder, "older", name))
    scale(2)
    stand_ins.render()
    yield from artist.until("a question", lambda: job().questions)
    yield 1.0
    artist.screenshot("older-pictures")
    found = yield from artist.buttons(area)
    yield from artist.click(*found[1][:2])
    yield from until_over("newer pictures")
    artist.result["renderedAgain"] = job().ending.get("rendered")


def movie(area):
    """A scene that makes a movie: it is there, and View Animation plays it."""
    scene = bpy.context.scene
    settings = scene.render.image_settings
    if hasattr(settings, "media_type"):
        settings.media_type = "VIDEO"
    settings.file_format = "FFMPEG"
    scene.render.ffmpeg.format = "MKV"
    scene.render.filepath = "//film/shot_"
    player = os.path.join(artist.OUT, "player")
    with open(player, "w") as stream:
        stream.write('#!/bin/sh\nprintf "%s\\n" "$@" >"$0.new" && mv "$0.new" "$0.played"\n')
    os.chmod(player, 0o755)
    bpy.context.preferences.filepaths.animation_player_preset = "CUSTOM"
    bpy.context.preferences.filepaths.animation_player = player
    stand_ins.render()
    yield from until_over("movie")
    artist.screenshot("movie")
    found = yield from artist.buttons(area)
    artist.result["movie"] = bpy.path.abspath(scene.render.frame_path())
    yield from artist.click(*found[0][:2])
    yield from artist.until("it is played", lambda: os.path.exists(player + ".played"))
    with open(player + ".played") as stream:
        artist.result["player"] = stream.read()
    if hasattr(settings, "media_type"):
        settings.media_type = "IMAGE"
    settings.file_format = "PNG"


def shown():
    """The files that are seen in Image Editors."""
    return [
        bpy.path.abspath(each.spaces.active.image.filepath)
        for one in bpy.context.window_manager.windows
        for each in one.screen.areas
        if each.type == "IMAGE_EDITOR" and each.spaces.active.image
    ]


def is_still_waiting():
    return artist.part("interface.results").is_waiting(artist.state().run)


def stills():
    """No Image Editor is open: one is. A second still takes the place of the first, while Blender itself renders."""
    scene = bpy.context.scene
    scene.render.filepath = "//pictures/shot_####"
    images = len(bpy.data.images)
    with artist.in_window():
        bpy.ops.networkrender.render_still()
    yield from until_over("still")
    yield from artist.until("the still is shown", lambda: "shot_0001.png" in "".join(shown()))
    artist.result["windows"] = len(bpy.context.window_manager.windows)
    artist.screenshot("still-window")
    scale(1.7)
    with artist.in_window():
        bpy.ops.networkrender.render_still()
        bpy.ops.render.render("INVOKE_DEFAULT")
    yield from until_over("still again")
    yield from artist.until("Blender has rendered", lambda: not bpy.app.is_job_running("RENDER"))
    yield from artist.until("nothing is to be read", lambda: not is_still_waiting())
    artist.result["images"] = sorted(each.name for each in bpy.data.images)[: 9 + images]
    artist.result["shown"] = shown()
    with artist.in_window():
        bpy.ops.ed.undo()
    yield from artist.until("the still is shown after a step back", lambda: "shot_0001.png" in "".join(shown()))
    with artist.in_window():
        bpy.ops.ed.redo()
    yield from artist.until("the still is shown after a step on", lambda: "shot_0001.png" in "".join(shown()))
    while len(bpy.context.window_manager.windows) > 1:
        with bpy.context.temp_override(window=bpy.context.window_manager.windows[-1]):
            bpy.ops.wm.window_close()
        yield 0.5


def other_file():
    """Another file is opened in the middle of a job."""
    other = artist.SCENE.replace("scene.blend", "other.blend")
    bpy.ops.wm.save_as_mainfile(filepath=other, copy=True)
    scene = bpy.context.scene
    scene.render.filepath = "//pictures/shot_####"
    scene.networkrender.frames = "1-2"
    bpy.ops.wm.save_mainfile()
    yield from render_and_pause()
    with artist.in_window():
        bpy.ops.networkrender.inspect()
    bpy.ops.wm.open_mainfile(filepath=other, load_ui=False)
    yield 1.0
    artist.result["lookedElsewhere"] = bool(artist.state().looking or artist.state().look or artist.state().trouble)
    artist.result["otherGoesOn"] = [job().phase, bpy.data.filepath]
    artist.screenshot("other-file")
    with artist.in_window():
        bpy.ops.networkrender.resume()
    yield from until_over("other file, goes on")
    artist.preferences().on_close = "STOP"
    bpy.ops.wm.open_mainfile(filepath=artist.SCENE, load_ui=False)
    yield 0.5
    bpy.context.scene.render.filepath = "//stopped/shot_####"
    yield from render_and_pause()
    # What counts was chosen when the job began.
    artist.preferences().on_close = "GO_ON"
    bpy.ops.wm.open_mainfile(filepath=other, load_ui=False)
    yield from until_over("other file, stops")
    artist.screenshot("other-file-stops")


def removed():
    """The add-on goes in the middle of a job that is to stop."""
    bpy.context.scene.render.filepath = "//removed/shot_####"
    bpy.context.scene.networkrender.frames = "1-5000"
    artist.preferences().on_close = "STOP"
    scale(2.5)
    yield from render_and_pause()
    run, name = artist.state().run, artist.module()
    copy = os.path.dirname(run.note["copy"])
    artist.result["removedCopy"] = [os.path.isdir(copy)]
    bpy.ops.preferences.addon_disable(module=name)
    yield from artist.until("the program ends", lambda: run.process.code() is not None)
    artist.result["removed"] = (run.job.ending or {}).get("outcome")
    artist.result["removedCopy"].append(os.path.isdir(copy))
    bpy.ops.preferences.addon_enable(module=name)
    artist.preferences().on_close = "GO_ON"
    yield from artist.until("the program is found", lambda: artist.state().program.state == 2)


def is_tab_shown(sidebar):
    """Chooses our tab, which is there once the sidebar was drawn."""
    if sidebar.active_panel_category != "Network":
        sidebar.active_panel_category = "Network"
        sidebar.tag_redraw()
        return False
    return True


def german(area):
    view = bpy.context.preferences.view
    view.language = "de_DE"
    yield 1.0
    yield from artist.choose_from_render_menu(1, "german", artist.RENDERN_MENU)
    yield from artist.until("the worker runs", artist.is_worker_running)
    yield 1.0
    artist.screenshot("german-worker")
    artist.result["german"] = bpy.app.translations.pgettext_iface("Worker ready")
    area.type = "IMAGE_EDITOR"
    yield 0.2
    area.spaces.active.show_region_ui = True
    yield 0.5
    sidebar = next(each for each in area.regions if each.type == "UI")
    if bpy.app.version < (4, 2, 0):
        # It has no name for the tab: the third one is clicked on.
        yield from artist.click(area.x + area.width - 14, artist.window().height - area.y - area.height + 194)
    else:
        yield from artist.until("the tab", lambda: is_tab_shown(sidebar))
    yield 1.0
    artist.screenshot("german-sidebar")
    with artist.in_window():
        bpy.ops.networkrender.stop_offering(now=True)
    yield from artist.until("the worker ends", lambda: artist.state().worker.is_over())
    view.language = "en_US"
    area.type = "PROPERTIES"


def left_alone():
    """A job and a worker that are to go on, whatever becomes of this Blender."""
    chosen = artist.preferences()
    chosen.on_close, chosen.worker_on_close = "GO_ON", "KEEP"
    bpy.ops.wm.open_mainfile(filepath=artist.SCENE, load_ui=False)
    yield 0.5
    bpy.context.scene.render.filepath = "//alone/shot_####"
    scale(3)
    yield from render_and_pause()
    with artist.in_window():
        bpy.ops.networkrender.offer()
    yield from artist.until("the worker runs", artist.is_worker_running)
    bpy.context.preferences.view.show_splash = False
    bpy.ops.wm.save_userpref()
    artist.result["copy"] = artist.state().run.note["copy"]
    artist.result["left"] = {"job": job().identity, "process": artist.state().run.process.number}


def story():
    yield 1.0
    bpy.ops.wm.open_mainfile(filepath=artist.SCENE, load_ui=False)
    yield 0.5
    artist.install()
    area = yield from artist.show_panel()
    yield from artist.until("the program is found", lambda: artist.state().program.state == 2)
    stand_ins.measure()
    yield from stand_ins.broken_programs()
    yield from stand_ins.crowd(area)
    yield from stand_ins.places()
    area = yield from artist.show_panel()
    yield from stand_ins.choose("")
    yield from older_pictures(area)
    yield from movie(area)
    yield from german(area)
    # What is simulated does not reach a window that another one was in front of.
    yield from stills()
    yield from other_file()
    yield from removed()
    yield from left_alone()


artist.play(story(), quits=False)
