"""Programs that are broken, absent, or tell of more than anybody has, and places where no job can be."""

import os
import time

import artist
import bpy

PROGRAMS, LOCKED = artist.MORE
KINDS = ("older", "no-java", "nonsense")
longest, calls = {}, {}


def measured(module, name):
    """Has a function of the add-on tell how often it is called, and how long it takes at most, of the processor's time."""
    function = getattr(artist.part(module), name)

    def timed(*arguments):
        start = time.thread_time()
        calls[name] = calls.get(name, 0) + 1
        try:
            return function(*arguments)
        finally:
            longest[name] = max(longest.get(name, 0.0), time.thread_time() - start)

    setattr(artist.part(module), name, timed)


def choose(kind):
    """Names a stand-in in the preferences, or none."""
    artist.preferences().program = os.path.join(PROGRAMS, kind) if kind else ""
    program = artist.part("farm.program")
    yield from artist.until("the program is looked at", lambda: artist.state().program.state != program.CHECKING)
    yield 0.5


def broken_programs():
    for kind in ("nowhere", *KINDS):
        yield from choose(kind)
        artist.screenshot("program-" + kind)
        artist.result.setdefault("programs", []).append(artist.state().program.sentence())


def refused(name, operator):
    """An operator that is to say why not, in a sentence. What is below that gets its place by another drawing."""
    before = calls.get("all_shown", 0)
    try:
        with artist.in_window():
            operator()
    except RuntimeError as problem:
        artist.result.setdefault("refused", {})[name] = str(problem)
    else:
        artist.result.setdefault("refused", {})[name] = "nothing"
    yield from artist.until("it is drawn again", lambda: calls.get("all_shown", 0) > before)
    yield 0.5
    artist.screenshot("refused-" + name)


def crowd(area):
    """500 workers, and two questions that are answered by a click each."""
    yield from choose("crowd")
    with artist.in_window():
        bpy.ops.networkrender.find_workers()
        bpy.ops.networkrender.inspect()
    yield from artist.until("500 workers", lambda: artist.state().finding is None)
    yield from artist.until("the check", lambda: artist.state().looking is None)
    yield 0.5
    artist.result["found"] = len(artist.state().found)
    artist.screenshot("crowd-found")
    yield from artist.choose_from_render_menu(2)
    yield from artist.until("two questions", lambda: artist.state().run and len(artist.state().run.job.questions) == 2)
    yield 1.0
    artist.screenshot("questions")
    found = yield from artist.buttons(area)
    artist.result["buttons"] = found
    yield from artist.click(*found[1][:2])
    yield from artist.until("one question", lambda: len(artist.state().run.job.questions) == 1)
    yield 0.5
    artist.screenshot("question")
    found = yield from artist.buttons(area)
    yield from artist.click(*found[0][:2])
    yield from artist.until("no question", lambda: not artist.state().run.job.questions)
    yield from refused("another", bpy.ops.networkrender.render_still)
    with artist.in_window():
        bpy.ops.networkrender.pause()
    yield from artist.until("a picture", lambda: artist.state().run.job.pictures)
    yield 1.0
    artist.screenshot("crowd")
    with artist.in_window():
        bpy.ops.networkrender.cancel()
    yield from artist.until("it was killed", lambda: artist.state().run.is_over())
    yield 0.5
    artist.screenshot("killed")
    yield from choose("garbage")
    render()
    yield from artist.until("it is over", lambda: artist.state().run.is_over())
    yield 0.5
    artist.screenshot("garbage")
    artist.result["garbage"] = artist.state().run.error()


def places():
    """Where no job can be."""
    yield from choose("crowd")
    scene = bpy.context.scene
    before = scene.render.filepath
    scene.render.filepath = os.path.join(LOCKED, "shot_####")
    yield from refused("locked", bpy.ops.networkrender.render_animation)
    scene.render.filepath = os.path.join(artist.SCENE, "shot_####")
    yield from refused("file", bpy.ops.networkrender.render_animation)
    scene.render.filepath = before
    bpy.ops.wm.read_homefile()
    yield 0.5
    yield from artist.show_panel()
    bpy.context.scene.render.filepath = "//shot_####"
    yield from refused("unsaved", bpy.ops.networkrender.render_animation)
    bpy.ops.wm.open_mainfile(filepath=artist.SCENE)
    yield 0.5


def measure():
    """Has what runs often tell how long it takes at most."""
    for module, name in (
        ("interface.session", "poll"),
        ("interface.redraw", "all_shown"),
        ("interface.results", "follow"),
        ("interface.draw_job", "draw"),
        ("interface.draw_scene", "draw_check"),
        ("interface.draw_worker", "draw_found"),
    ):
        measured(module, name)
    artist.result["longest"] = longest


def render():
    with artist.in_window():
        bpy.ops.networkrender.render_animation()
