"""Fluids are shown as they were baked."""

import fluid_bakes
import shown_objects
import simulations

REPLAYED = "the fluid of %s is not baked: choose All or Modular as the type of its cache, and bake it in Blender"
UNBAKED = "the fluid of %s is not baked: bake it in Blender"
UNFINISHED = "the fluid of %s is not completely baked (%s): bake the rest in Blender"


def lacks(scenes):
    """Lines for a person, of those that are not baked by a task of the job.

    Blender shows nothing of fluids that are not baked, but of the kind Replay. Whoever has these rendered all
    the same gets what Blender plays from the first frame on without any frames from before: measured for
    liquids on 3.4 and 5.2, for smoke on 3.4. Blender 4.3 of Debian and the module end while they play.
    """
    found = []
    baked = [each.owner for each in simulations.unbaked(scenes) if each.fluid is not None]
    for item in shown_objects.objects(scenes):
        for modifier in () if item.hide_render else item.modifiers:
            domain = fluid_bakes.domain_of(modifier)
            if domain is not None and modifier.show_render and item not in baked:
                found.extend((text, item) for text in lack(item, domain))
    return found


def lack(item, domain):
    if domain.cache_type == "REPLAY":
        # Blender would read frames that were played before. It stores them in 16 bits, and goes on otherwise.
        return [REPLAYED % item.name]
    missing = [name for name, is_baked in wanted(domain) if not is_baked]
    if not missing:
        return []
    if not domain.has_cache_baked_data:
        return [UNBAKED % item.name]
    return [UNFINISHED % (item.name, ", ".join(missing))]


def wanted(domain):
    """What is baked one after the other, and whether it is."""
    yield "data", domain.has_cache_baked_data
    if domain.domain_type == "GAS":
        if domain.use_noise:
            yield "noise", domain.has_cache_baked_noise
        return
    if domain.use_mesh:
        yield "mesh", domain.has_cache_baked_mesh
    if domain.use_spray_particles or domain.use_foam_particles or domain.use_bubble_particles:
        yield "particles", domain.has_cache_baked_particles
