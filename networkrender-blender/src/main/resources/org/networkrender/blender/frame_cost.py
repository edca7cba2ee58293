"""Measures what a frame costs, on a small piece of it, and writes it into a file beside this script."""

import json
import math
import os
import sys
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import addons  # noqa: E402
import bpy  # noqa: E402
import cycles_passes  # noqa: E402
import identity  # noqa: E402
import orphan  # noqa: E402
import part_render  # noqa: E402
import picture_size  # noqa: E402
import render_device  # noqa: E402
import scene_setup  # noqa: E402
import session_scene  # noqa: E402

# Enough to meet what is costly in the picture, and few enough to take no time.
SMALL_PIXELS = 4000
# Below this a difference of two times says nothing.
ENOUGH_SECONDS = 0.25
MOST_SAMPLES = 256
# A graphics card follows so many paths at once that fewer pixels would say nothing of many.
CARD_PIXELS = 250000
# So large is what is measured of a part that does not fill a card.
SMALL_SIDE = 64


def timed(scene, frame, region, samples):
    start = time.perf_counter()
    part_render.render_part(
        scene,
        {
            "frame": frame,
            "directory": os.path.join(HERE, "tmp"),
            "names": ["cost.exr"],
            "region": region,
            "samples": [0, samples],
        },
    )
    return time.perf_counter() - start


def make_small(render, pixels):
    """The whole view with few pixels; where it is small already it stays."""
    width, height = picture_size.full_size(render)
    if width * height > pixels:
        percent = max(1, int(100 * (pixels / (width * height)) ** 0.5))
        picture_size.enlarge(render, {"scale": "%d%%" % percent})


def seconds_per_sample(scene, frame):
    """Of one pixel with one sample, over the whole picture."""
    region = [0, 0, *picture_size.border_of(scene.render)[2:]]
    # The first one of a new size prepares the scene for it, and only that.
    timed(scene, frame, region, 1)
    least = timed(scene, frame, region, 1)
    samples = 4
    while True:
        seconds = max(0.0, timed(scene, frame, region, samples) - least)
        if seconds >= ENOUGH_SECONDS or samples >= MOST_SAMPLES:
            return seconds / ((samples - 1) * region[2] * region[3])
        samples = more_samples(samples, seconds)


def more_samples(samples, seconds):
    """As many as should take long enough: nobody renders while this is measured.

    Not more than ten times as many, because a short time says little.
    """
    enough = samples * 1.6 * ENOUGH_SECONDS / max(seconds, 1e-6)
    return min(MOST_SAMPLES, math.ceil(min(10 * samples, max(2 * samples, enough))))


def samples_of(scene):
    """How many samples a pixel gets, as a mean over the layers."""
    layers = cycles_passes.enabled_layers(scene)
    return sum(cycles_passes.layer_samples(scene, layer) for layer in layers) / max(1, len(layers))


def small_part(scene, frame, samples, again):
    """How many pixels a small part in the middle has, and in how many seconds they are rendered."""
    width, height = picture_size.border_of(scene.render)[2:]
    sides = [min(SMALL_SIDE, width), min(SMALL_SIDE, height)]
    region = [(width - sides[0]) // 2, (height - sides[1]) // 2, *sides]
    return sides[0] * sides[1], max(0.0, timed(scene, frame, region, samples) - again)


def measure(request):
    scene = bpy.context.scene
    render = scene.render
    frame = request["frame"]
    samples = samples_of(scene)
    for layer in scene.view_layers:
        layer.samples = 0
    width, height = picture_size.border_of(render)[2:]
    pixel = [width // 2, height // 2, 1, 1]
    timed(scene, frame, pixel, 1)
    first = max(0.0, time.time() - request["started"])
    again = timed(scene, frame, pixel, 1)
    once = denoising_seconds(scene, width, height)
    card = request["device"]["type"] != "NONE"
    most = min(MOST_SAMPLES, max(1, round(samples)))
    small = small_part(scene, frame, most, again) if card else (0, 0.0)
    make_small(render, CARD_PIXELS if card else SMALL_PIXELS)
    each = seconds_per_sample(scene, frame)
    cost = each * width * height * samples
    # Where a card was filled by it, its pixels took their share.
    least = small[1] * samples / most if small[1] > 2 * each * most * small[0] else 0.0
    limit = scene.cycles.time_limit
    return {
        "first": first,
        "again": again,
        "pixels": min(cost, limit) if limit > 0 else cost,
        "least": least,
        "once": once,
    }


def denoising_seconds(scene, width, height):
    import _cycles

    if not scene_setup.denoising_layers(scene) or not _cycles.with_openimagedenoise:
        return 0.0
    import denoised_frame

    return denoised_frame.seconds(scene, width * height, os.path.join(HERE, "tmp"))


def main():
    identity.save(HERE)
    orphan.watch(HERE)
    with open(os.path.join(HERE, "request.json"), encoding="utf-8") as file:
        request = json.load(file)
    try:
        addons.enable_all(request["addons"])
        kept, _, _ = session_scene.open_scene(
            request["scene"], request["options"], original=request["scenePath"]
        )
        render_device.use(request["device"])
        kept.before_part(request["frame"])
        result = measure(request)
    except (
        RuntimeError,
        TypeError,
        ValueError,
        addons.AddOnProblem,
        render_device.DeviceLost,
    ) as error:
        result = {"error": str(error)[:4000]}
    with open(os.path.join(HERE, "result.json"), "w", encoding="utf-8") as file:
        json.dump(result, file)


main()
