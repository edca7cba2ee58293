"""Keeps simulations that nobody has baked from writing their frames beside the scene.

Measured on 3.4 and 5.2: Blender writes the frame that it shows as soon as it has opened the file, of dynamic paint,
of fluids of the kind Replay, and of what has a cache on the disk. Handlers of load_post run before that.
"""

import bpy
import fluid_bakes
import point_caches
import simulations


class Unwritten:
    """Use it with `with` while a scene is opened, and after a library was read."""

    def __enter__(self):
        bpy.app.handlers.load_post.append(lead_away)
        return self

    def __exit__(self, *error):
        bpy.app.handlers.load_post.remove(lead_away)


@bpy.app.handlers.persistent
def lead_away(*_):
    number = 0
    for item in bpy.data.objects:
        for modifier in item.modifiers:
            settings = fluid_bakes.domain_of(modifier)
            is_fluid = settings is not None and simulations.is_replayed(settings)
            if is_fluid:
                settings.cache_directory = point_caches.new_place("fluid%d" % number)
                number += 1
            if is_fluid or any(map(is_written, simulations.caches_of(modifier))):
                # Renders do not ask for it. What plays the scene switches it on again, with a place of its own.
                modifier.show_viewport = False


def is_written(cache):
    """Dynamic paint has its points on the disk alone, and says so."""
    return cache.use_disk_cache and not (cache.is_baked or cache.use_external)
