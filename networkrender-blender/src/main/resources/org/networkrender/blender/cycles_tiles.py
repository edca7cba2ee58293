"""The tiles in which Cycles itself renders a big picture, to save memory."""

import math

import bpy
import picture_size

# How Cycles rounds their size.
LEAST, STEP, MOST = 8, 128, 8192


def are_used(scene):
    """Whether Cycles alone would render the whole picture in them."""
    # Newer ones have the switch, and look at the size alone.
    if bpy.app.version < (5, 1) and not scene.cycles.use_auto_tile:
        return False
    width, height = picture_size.border_of(scene.render)[2:]
    size = max(LEAST, scene.cycles.tile_size)
    if size > STEP:
        size = -(-size // STEP) * STEP
    size = min(size, MOST)
    return width * height > size * size or max(width, height) > MOST


def use(settings, scene, pixels):
    """Has it render so many pixels in two tiles or a few more."""
    size = math.isqrt(pixels) * 3 // 4
    if size > STEP:
        size -= size % STEP
    settings.set(scene.cycles, "use_auto_tile", True)
    settings.set(scene.cycles, "tile_size", max(LEAST, size))
