"""Says whether Cycles' denoising can be done once, on the joined parts, and what parts need for that.

Cycles denoises what it has added up, before it divides by the number of samples and multiplies with the
exposure of the film. A file has only what comes after both. So the last bits, and with them the
denoised picture, are the same only where both can be undone without rounding.
"""

import math

import bpy
import cycles_passes
import cycles_tiles
import kept_settings
import picture_size
import scene_setup
import volumes

# The versions in which pictures were compared. Others may denoise in another way.
PROVED = {(4, 5), (5, 2)}
# What of a scene counts here; an animation of it would have to be followed.
SETTINGS = (
    "adaptive_min_samples", "adaptive_threshold", "denoising_input_passes", "denoising_prefilter",
    "denoising_quality", "denoising_store_passes", "film_exposure", "light_sampling_threshold",
    "pass_debug_sample_count", "samples", "tile_size", "use_adaptive_sampling", "use_auto_tile", "use_denoising",
    "use_layer_samples", "use_light_tree",
)  # fmt: skip
# Passes that the exposure multiplies, and that are quotients of two sums.
QUOTIENTS = {
    "DiffDir", "DiffInd", "GlossDir", "GlossInd", "TransDir", "TransInd", "Diffuse Direct", "Diffuse Indirect",
    "Glossy Direct", "Glossy Indirect", "Transmission Direct", "Transmission Indirect",
}  # fmt: skip
# Passes that the exposure multiplies, and that are sums. The lights of groups are others.
SUMS = {
    "Emit", "Emission", "Env", "Environment", "VolumeDir", "VolumeInd", "Volume Direct", "Volume Indirect",
}  # fmt: skip
LIGHT_GROUP = "Combined_"


def refusal(scene):
    """Why a scene that denoises has no parts, or an empty text."""
    cycles = scene.cycles
    version = bpy.app.version[:2]
    layers = scene_setup.denoising_layers(scene)
    animated = [name for name in SETTINGS if kept_settings.curves_of(scene, name)]
    if version not in PROVED:
        return "Cycles denoises this scene, and parts were not compared in Blender %d.%d" % version
    if animated:
        return "Cycles denoises this scene, and the setting %s is animated" % animated[0]
    if catches_shadows(scene, layers):
        return "Cycles denoises the shadows of shadow catchers from sums that no file has"
    if cycles.denoising_input_passes == "RGB_ALBEDO" and volumes.may_show():
        # A volume ends the path that collects them, but only where normals are collected.
        return (
            "Cycles denoises by the albedo alone, and volumes have another albedo where there are normals too, as"
            " in parts (Passes: Albedo and Normal, or None)"
        )
    if version >= (5, 0) and volumes.may_show() and not is_counted(scene):
        # Where Cycles sees a volume it counts the samples of each pixel, and it sees fewer than may be there.
        return "Cycles may denoise means because of a volume, and sums without (Adaptive Sampling: always means)"
    if volumes.are_guided(scene) and cycles.use_adaptive_sampling:
        return (
            "parts tell how many samples a pixel has only if Cycles renders them in tiles of its own, at whose edges a"
            " volume looks otherwise (Cycles, Volumes, Biased: no difference)"
        )
    if getattr(cycles, "use_sample_subset", False):
        return "Cycles denoises a part of the samples that the scene asks for (Sample Subset)"
    if cycles_tiles.are_used(scene) and len(layers) < len(cycles_passes.enabled_layers(scene)):
        return (
            "Cycles alone would render this picture in tiles of its own (Tile Size), and of view layers that are"
            " denoised beside others that are not it denoises none then"
        )
    if cycles.use_adaptive_sampling and not is_power_of_two(single(cycles.film_exposure)):
        return (
            "Cycles denoises before it multiplies with the exposure of the film, which with adaptive"
            " sampling can be undone only where that is a power of two, such as 1, 2 or 0.5"
        )
    return unknown_sums(scene)


def catches_shadows(scene, layers):
    # Of a light the switch says that shadow catchers see it.
    return any(layer.cycles.use_pass_shadow_catcher for layer in layers) or any(
        item.is_shadow_catcher for item in bpy.data.objects if item.type != "LIGHT"
    )


def unknown_sums(scene):
    """Why the sums of all samples cannot be read from the files of parts, or an empty text."""
    if are_means_enough(scene):
        return ""
    layers = cycles_passes.enabled_layers(scene)
    counts = {cycles_passes.layer_samples(scene, layer) for layer in layers}
    if all(keeps_sums(scene.cycles.film_exposure, count) for count in counts):
        return ""
    if len(counts) > 1:
        return "Cycles denoises view layers of different numbers of samples"
    if not any(exposures_for(scene.cycles.film_exposure, *counts)):
        return (
            "Cycles denoises the sum of %d samples, which no part can tell to the last bit"
            " (another number of samples, or adaptive sampling)" % min(counts)
        )
    if exposure_of_parts(scene) == scene.cycles.film_exposure:
        return (
            "Cycles denoises the sum of %d samples, and with the Light Threshold of this scene no part can tell it to"
            " the last bit (another number of samples, the Light Tree, or adaptive sampling)" % min(counts)
        )
    names = {name for layer in layers for name, _ in cycles_passes.passes(scene, layer)}
    quotients = sorted(QUOTIENTS & names)
    if quotients:
        return (
            "Cycles denoises the sum of %d samples, which parts can tell only without the pass %s"
            " (or with a power of two, or adaptive sampling)" % (min(counts), quotients[0])
        )
    return ""


def are_means_enough(scene):
    """Whether Cycles divides before it denoises, and what it then has can be read from a file."""
    return is_counted(scene) and is_power_of_two(single(scene.cycles.film_exposure))


def is_counted(scene):
    """Whether Cycles counts the samples of each pixel, and divides by that before it denoises."""
    return scene.cycles.use_adaptive_sampling or cycles_tiles.are_used(scene)


def exposure_of_parts(scene):
    """The exposure of the film with which parts tell the sums, or the scene's own where none does."""
    own = scene.cycles.film_exposure
    layers = cycles_passes.enabled_layers(scene)
    counts = {cycles_passes.layer_samples(scene, layer) for layer in layers}
    if are_means_enough(scene) or all(keeps_sums(own, count) for count in counts) or len(counts) > 1:
        return own
    fitting = (each for each in exposures_for(own, *counts) if light_threshold(scene, each) is not None)
    return next(fitting, own)


def light_threshold(scene, exposure):
    """The Light Threshold with which lights are asked as often as with the scene's exposure; None if there is none.

    Without the light tree Cycles asks lights that give little by chance, as often as exposure / threshold says.
    """
    cycles = scene.cycles
    own = single(cycles.light_sampling_threshold)
    if own <= 0 or getattr(cycles, "use_light_tree", False) or exposure == cycles.film_exposure:
        return own
    wanted = single(single(cycles.film_exposure) / own)
    if wanted == 0:
        return 0.0
    fitting = (each for each in singles_near(single(exposure / wanted)) if single(exposure / each) == wanted)
    return next(fitting, None)


def keeps_sums(exposure, count):
    """Whether what Cycles multiplies a sum with rounds nothing."""
    return is_power_of_two(scale_of(exposure, count))


def scale_of(exposure, count):
    """What Cycles multiplies the sum of a number of samples with."""
    return single(single(1.0 / count) * single(exposure))


def exposures_for(exposure, count):
    """Exposures below another one that round nothing; none for two numbers of samples in 100.

    Below it, since Blender takes no exposure above 10, and no Light Threshold above 1.
    """
    share = single(1.0 / count)
    wanted = scale_of(exposure, count)
    power = 2.0 ** math.floor(math.log2(wanted)) if wanted > 0 else share
    near = singles_near(single(power / share))
    return (each for each in near if is_power_of_two(single(share * each)))


def singles_near(value):
    """A number and its neighbours in 32 bits."""
    step = math.ldexp(1.0, math.frexp(value)[1] - 24)
    return (single(value + steps * step) for steps in (0, 1, -1, 2, -2))


def single(value):
    return picture_size.single(value)


def is_power_of_two(value):
    return math.frexp(value)[0] == 0.5


def check_device(scene):
    """What a graphics card makes of it was not compared, so that is no part of a picture."""
    add_on = bpy.context.preferences.addons.get("cycles")
    device = getattr(add_on.preferences, "compute_device_type", "NONE") if add_on else "NONE"
    if scene_setup.denoising_layers(scene) and scene.cycles.device == "GPU" and device != "NONE":
        raise RuntimeError("Parts of denoised frames are rendered on the processor alone, not by " + device)


def prepare_parts(settings, scene, pixels=0):
    """Lets parts, of so many pixels, tell what the denoiser needs, and leaves denoising itself for later."""
    layers = scene_setup.denoising_layers(scene)
    for layer in layers:
        if scene.cycles.denoising_input_passes != "RGB":
            settings.set(layer.cycles, "denoising_store_passes", True)
        if scene.cycles.use_adaptive_sampling:
            settings.set(layer.cycles, "pass_debug_sample_count", True)
            if pixels:
                # A file tells samples as a share of what was rendered until all pixels were good, which no file
                # tells. Only if Cycles renders it in tiles is it a share of all.
                cycles_tiles.use(settings, scene, pixels)
    if layers:
        exposure = exposure_of_parts(scene)
        settings.set(scene.cycles, "light_sampling_threshold", light_threshold(scene, exposure))
        settings.set(scene.cycles, "film_exposure", exposure)
    settings.set(scene.cycles, "use_denoising", False)
