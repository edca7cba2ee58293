"""Whether Cycles alone renders a picture in tiles of its own, to save memory."""

import bpy
import picture_size

# How Cycles rounds their size.
STEP, MOST = 128, 8192


def are_used(scene):
    # Newer ones have the switch, and look at the size alone.
    if bpy.app.version < (5, 1) and not scene.cycles.use_auto_tile:
        return False
    width, height = picture_size.border_of(scene.render)[2:]
    size = max(8, scene.cycles.tile_size)
    if size > STEP:
        size = -(-size // STEP) * STEP
    size = min(size, MOST)
    return width * height > size * size or max(width, height) > MOST
