"""Writes what this Blender can do into a file beside this script."""

import json
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import bpy  # noqa: E402
import graphics_cards  # noqa: E402
import identity  # noqa: E402
import orphan  # noqa: E402
import processor  # noqa: E402

BUILD_OPTIONS = (
    "alembic", "bullet", "codec_ffmpeg", "fluid", "freestyle", "mod_oceansim", "mod_remesh", "opensubdiv",
    "openvdb", "usd",
)  # fmt: skip
RESULT = {"engines": [], "devices": ["CPU"], "features": {}, "cards": []}


def save():
    path = os.path.join(HERE, "result.json")
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(RESULT, file)
    os.replace(path + ".part", path)


def truth(value):
    return "true" if value else "false"


def probe_cycles():
    try:
        import _cycles
    except ImportError:
        return
    RESULT["engines"].append("CYCLES")
    features = RESULT["features"]
    features["denoiser"] = truth(getattr(_cycles, "with_openimagedenoise", False))
    features["osl"] = truth(getattr(_cycles, "with_osl", False))
    features["guiding"] = truth(getattr(_cycles, "with_path_guiding", False))
    known = processor.instructions()
    if known:
        features["instructions"] = known
    for name, kind, *_ in _cycles.available_devices("NONE"):
        if kind == "CPU":
            features["cpu"] = name


def probe_options():
    options = bpy.app.build_options
    for name in BUILD_OPTIONS:
        if hasattr(options, name):
            RESULT["features"][name] = truth(getattr(options, name))


def probe_graphics():
    """Without a graphics driver Blender aborts here: what was saved before then counts."""
    scene = bpy.context.scene
    render = scene.render
    render.resolution_x = render.resolution_y = 8
    render.resolution_percentage = 100
    render.engine = "BLENDER_WORKBENCH"
    bpy.ops.render.render()
    RESULT["features"]["graphics"] = "true"
    for engine in ("BLENDER_EEVEE", "BLENDER_EEVEE_NEXT", "BLENDER_WORKBENCH"):
        try:
            render.engine = engine
        except TypeError:
            continue
        RESULT["engines"].append(engine)


identity.save(HERE)
orphan.watch(HERE)
probe_cycles()
probe_options()
RESULT["features"]["graphics"] = "false"
save()
# A driver may end the program here: what was saved before then counts.
RESULT["cards"] = graphics_cards.cards()
save()
probe_graphics()
save()
