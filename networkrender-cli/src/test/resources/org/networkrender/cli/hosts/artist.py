"""What scripts share that use the add-on in a Blender with a window: an artist's hands, and what he sees.

Arguments of Blender: the ZIP file, the scene, a directory for screenshots and the result, the file in which the X
server keeps its screen, and more.
"""

import json
import os
import shutil
import sys
import time
import traceback

import bpy

ZIP, SCENE, OUT, SCREEN, *MORE = sys.argv[sys.argv.index("--") + 1 :]
PATIENCE = 120
# Where the word "Render" stands in the top bar, from the left and from the top; "Rendern" stands further right.
RENDER_MENU, RENDERN_MENU = (128, 12), (182, 12)

result = {"clicks": 0, "blender": list(bpy.app.version)}
mouse = [0, 0]


class Impatient(Exception):
    pass


def window():
    """The main one, not one that Blender has opened for a picture."""
    return next(each for each in bpy.context.window_manager.windows if each.parent is None)


def module():
    for name in ("bl_ext.user_default.networkrender", "networkrender"):
        if name in bpy.context.preferences.addons:
            return name
    return None


def part(name):
    """A module of the add-on."""
    return sys.modules[module() + "." + name]


def state():
    return part("interface.session").current


def preferences():
    return bpy.context.preferences.addons[module()].preferences


def install():
    if bpy.app.version >= (4, 2, 0):
        bpy.ops.extensions.package_install_files(
            repo="user_default", filepath=ZIP, enable_on_install=True, overwrite=True
        )
    else:
        bpy.ops.preferences.addon_install(filepath=ZIP, overwrite=True)
        bpy.ops.preferences.addon_enable(module="networkrender")


def simulate(kind, value="PRESS"):
    window().event_simulate(kind, value, x=mouse[0], y=mouse[1])


def click(x, y):
    """`y` from the top, as in a screenshot."""
    result["clicks"] += 1
    mouse[:] = x, window().height - y
    simulate("MOUSEMOVE", "NOTHING")
    yield 0.2
    simulate("LEFTMOUSE", "PRESS")
    yield 0.1
    simulate("LEFTMOUSE", "RELEASE")
    yield 0.5


def press(key):
    simulate(key, "PRESS")
    yield 0.05
    simulate(key, "RELEASE")
    yield 0.15


def choose_from_render_menu(from_below, seen=None, place=RENDER_MENU):
    """Opens the Render menu, and takes an entry; that is a click each, also where the keyboard does the second."""
    yield from click(*place)
    for _ in range(from_below):
        yield from press("UP_ARROW")
    if seen:
        screenshot(seen)
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
            if each.is_registered:
                bpy.utils.unregister_class(each)
    open_panels()
    area = max(window().screen.areas, key=lambda each: each.width * each.height)
    area.type = "PROPERTIES"
    yield 0.2
    area.spaces.active.context = "OUTPUT"
    return area


def open_panels():
    """As if somebody had opened each of them."""
    classes = part("interface.panels").CLASSES
    for each in reversed(classes):
        bpy.utils.unregister_class(each)
    for each in classes:
        each.bl_options = set()
        bpy.utils.register_class(each)


def is_worker_running():
    return state().worker is not None and state().worker.offer.phase == "running"


def buttons(area):
    """Where buttons are in an area, from above: of each the middle of its left end, and its width."""
    theme = bpy.context.preferences.themes[0].user_interface.wcol_tool
    before = list(theme.inner), theme.show_shaded
    theme.inner, theme.show_shaded = (1, 0, 1, 1), False
    yield 0.5
    found = magenta(area)
    theme.inner, theme.show_shaded = before
    yield 0.3
    return found


def magenta(area):
    with open(SCREEN, "rb") as stream:
        data = stream.read()
    header, height, stride, colours = (int.from_bytes(data[at : at + 4], "big") for at in (0, 20, 48, 76))
    start = header + 12 * colours
    found, begun = [], None
    for y in range(height - area.y - area.height, height - area.y):
        row = data[start + y * stride + area.x * 4 : start + y * stride + (area.x + area.width) * 4]
        pixels = [x for x in range(area.width) if row[x * 4 : x * 4 + 3] == b"\xff\x00\xff"]
        if len(pixels) < 12:
            if begun is not None and y - begun[0] > 8:
                found.append((begun[1], (begun[0] + y) // 2, begun[2]))
            begun = None
        elif begun is None:
            begun = y, area.x + pixels[0] + 6, pixels[-1] - pixels[0]
    return found


def in_window():
    return bpy.context.temp_override(window=window(), screen=window().screen)


def tell():
    with open(os.path.join(OUT, "result.json.new"), "w") as stream:
        json.dump(result, stream, indent=1)
    os.replace(os.path.join(OUT, "result.json.new"), os.path.join(OUT, "result.json"))


def play(story, quits=True):
    """Plays a story, which waits by `yield`; then tells what came of it, and ends Blender unless another does."""

    def step():
        try:
            return next(story)
        except StopIteration:
            pass
        except Exception:
            result["failure"] = traceback.format_exc()
            try:
                run = state().run
                result["said"] = run.error() if run else state().trouble or state().program.sentence()
                screenshot("failed")
            except Exception as further:
                result["said"] = repr(further)
        tell()
        if quits or "failure" in result:
            bpy.ops.wm.quit_blender()
        return None

    bpy.app.timers.register(step, first_interval=1, persistent=True)
