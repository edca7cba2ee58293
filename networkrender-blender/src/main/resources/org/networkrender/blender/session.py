"""Keeps one scene open and renders what comes in on stdin, one JSON command a line.

Every answer is one line: a secret word, that no text in a scene can know, and JSON.
"""

import json
import os
import queue
import shutil
import sys
import threading
import traceback

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import bpy  # noqa: E402
import asset_paths  # noqa: E402
import scene_setup  # noqa: E402

COMMANDS = queue.Queue()


def listen():
    """Runs during renders too: whoever started this Blender is gone when stdin ends."""
    try:
        with os.fdopen(os.dup(0), "r", encoding="utf-8") as lines:
            for line in lines:
                COMMANDS.put(json.loads(line))
        shutil.rmtree(HERE, ignore_errors=True)
    finally:
        os._exit(0)


def answer(secret, **fields):
    # One write call, so that no line of a render thread comes between.
    sys.stdout.flush()
    os.write(1, ("\n" + secret + json.dumps(fields) + "\n").encode("utf-8"))


def open_scene(command):
    bpy.ops.wm.open_mainfile(filepath=command["scene"], load_ui=False, use_scripts=False)
    asset_paths.remap(command["files"], command["sceneDirectory"])
    scene_setup.make_safe()
    options = command["options"]
    if options.get("denoise") == "off":
        scene_setup.switch_denoising_off()
    scene = bpy.context.scene
    scene_setup.choose_format(scene, options)
    render = scene.render
    render.use_overwrite = True
    render.use_placeholder = False
    render.use_lock_interface = False
    render.use_persistent_data = True
    return border_of(render)


def border_of(render):
    return [
        render.use_border,
        render.use_crop_to_border,
        render.border_min_x,
        render.border_max_x,
        render.border_min_y,
        render.border_max_y,
    ]


def set_border(render, values):
    (
        render.use_border,
        render.use_crop_to_border,
        render.border_min_x,
        render.border_max_x,
        render.border_min_y,
        render.border_max_y,
    ) = values


def edge(pixel, side):
    """A half pixel inwards, because Blender cuts p/side off to the pixel before."""
    return 0.0 if pixel <= 0 else 1.0 if pixel >= side else (pixel + 0.5) / side


def region_border(render, region):
    width = int(render.resolution_x * render.resolution_percentage / 100)
    height = int(render.resolution_y * render.resolution_percentage / 100)
    x, y, w, h = region
    if x + w > width or y + h > height:
        raise ValueError("region %s is outside the picture of %dx%d" % (region, width, height))
    return [
        True,
        True,
        edge(x, width),
        edge(x + w, width),
        edge(height - y - h, height),
        edge(height - y, height),
    ]


def sampling_of(scene):
    cycles = scene.cycles
    return (
        cycles.sample_offset,
        cycles.samples,
        cycles.use_adaptive_sampling,
        cycles.time_limit,
    )


def set_sampling(scene, values):
    cycles = scene.cycles
    (
        cycles.sample_offset,
        cycles.samples,
        cycles.use_adaptive_sampling,
        cycles.time_limit,
    ) = values


def render_frame(command, border):
    scene = bpy.context.scene
    render = scene.render
    frame = command["frame"]
    directory = command["directory"]
    region = command.get("region")
    set_border(render, region_border(render, region) if region else border)
    samples = command.get("samples")
    kept = None
    if samples:
        kept = sampling_of(scene)
        set_sampling(scene, (samples[0], samples[1], False, 0.0))
    render.filepath = os.path.join(directory, "render_######")
    paths = scene_setup.picture_paths(scene, frame)
    names = command["names"]
    if len(paths) != len(names):
        raise ValueError("the scene gives %d pictures a frame, not %d" % (len(paths), len(names)))
    for path in paths:
        if os.path.lexists(path):
            os.remove(path)
    try:
        render_animation_of(scene, frame)
    finally:
        if kept:
            set_sampling(scene, kept)
    for path, name in zip(paths, names):
        if os.path.isfile(path):
            os.replace(path, os.path.join(directory, name))
    return paths


def render_animation_of(scene, frame):
    """The same way as blender -a takes: a still takes animated render settings, which -a does not."""
    operator = bpy.ops.render.render
    if "frame_start" in operator.get_rna_type().properties:
        operator(animation=True, frame_start=frame, frame_end=frame)
        return
    first, last = scene.frame_start, scene.frame_end
    try:
        # Setting one moves the other where they would cross.
        scene.frame_start = scene.frame_end = frame
        scene.frame_start = frame
        operator(animation=True)
    finally:
        scene.frame_end = last
        scene.frame_start = first


def failed(secret, error):
    place = traceback.extract_tb(error.__traceback__)[-1]
    answer(
        secret,
        event="failed",
        type=type(error).__name__,
        message=str(error)[:4000],
        place="%s:%d" % (os.path.basename(place.filename), place.lineno or 0),
    )


def main():
    hello = COMMANDS.get()
    secret = hello["secret"]
    try:
        border = open_scene(hello)
        answer(secret, event="ready")
    except Exception as error:  # Told to the other side, which judges it and ends this process.
        failed(secret, error)
        threading.Event().wait()
    while True:
        command = COMMANDS.get()
        try:
            answer(secret, event="done", saved=render_frame(command, border))
        except Exception as error:  # The same; the scene is still open for the next command.
            failed(secret, error)


threading.Thread(target=listen, name="stdin", daemon=True).start()
main()
