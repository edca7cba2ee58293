"""Scenes of the matrix that differ in how samples are taken."""

import bpy

from matrix_start import choose_if_there, layer, objects, scene


def choose_pattern(pattern):
    """Leaves the default where this Blender does not know the pattern."""
    try:
        scene.cycles.sampling_pattern = pattern
    except TypeError:
        pass


def adaptive():
    # Without overscan ten pixels differ at this threshold.
    scene.cycles.samples = 32
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.05
    scene.cycles.adaptive_min_samples = 4


def samples():
    layer.use_pass_cryptomatte_object = False
    scene.cycles.samples = 16
    if not hasattr(scene.cycles, "use_sample_subset"):
        # The default of 4.2 and 4.3 is another noise for each number of samples.
        choose_pattern("TABULATED_SOBOL")


def sobol():
    samples()
    choose_pattern("SOBOL")
    choose_pattern("TABULATED_SOBOL")


def burley():
    samples()
    choose_pattern("SOBOL_BURLEY")


def bluenoise():
    samples()
    choose_pattern("BLUE_NOISE")


def subset():
    """The scene itself asks for a part of its samples."""
    samples()
    scene.cycles.sample_offset = 3
    choose_if_there(scene.cycles, use_sample_subset=True, sample_subset_length=9)


def scrambling():
    samples()
    scene.cycles.scrambling_distance = 0.5


def wide():
    """The filter of a pixel reaches over its neighbours."""
    samples()
    scene.cycles.pixel_filter_type = "GAUSSIAN"
    scene.cycles.filter_width = 5.0


def lights():
    """Many lights, which the light tree chooses from, and caustics."""
    samples()
    for x in range(-3, 4):
        for y in range(-2, 3):
            objects.light_add(type="POINT", location=(x, y, 2.5))
            bpy.context.object.data.energy = 20
    choose_if_there(scene.cycles, use_light_tree=True)
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = True
    scene.cycles.blur_glossy = 0


def clamped():
    """What limits a sample by the others or by the number of all."""
    samples()
    scene.cycles.sample_clamp_indirect = 0.5
    scene.cycles.light_sampling_threshold = 0.2
    scene.cycles.min_transparent_bounces = scene.cycles.min_light_bounces = 2
