"""Says how a scene may be rendered in parts, so that the joined picture is the whole one."""

import bpy
import cycles_passes
import cycles_tiles
import denoising
import driver_views
import foreign_code
import grease_pencil
import kept_data
import kept_settings
import picture_size
import sample_rules
import scene_setup
import volumes

# Cycles looks at so many neighbours when it decides where more samples are needed.
ADAPTIVE_OVERSCAN = 4
# Measured: with a sample offset Cycles writes zero or the first sample's value into these.
FIRST_SAMPLE_ONLY = {
    "Depth", "Position", "IndexOB", "IndexMA", "Object Index", "Material Index",
}  # fmt: skip
# Measured: these are quotients of two sums, and a mean of quotients is none. Vectors are so where only some
# of the samples hit something.
QUOTIENTS = {
    "Vector", "DiffDir", "DiffInd", "GlossDir", "GlossInd", "TransDir", "TransInd", "Shadow Catcher",
    "Diffuse Direct", "Diffuse Indirect", "Glossy Direct", "Glossy Indirect",
    "Transmission Direct", "Transmission Indirect",
}  # fmt: skip
# Measured on 5.2: what hits nothing puts the largest number there is in the place of all samples before it.
OVERWRITTEN = {"Denoising Depth"}
# Blender cuts longer names of channels off.
MOST_NAME = 64
CHAINED = "its simulations are played by one session, from frame to frame"
ENGINE_NAMES = {
    "BLENDER_EEVEE": "EEVEE",
    "BLENDER_EEVEE_NEXT": "EEVEE",
    "BLENDER_WORKBENCH": "Workbench",
}


def part_rules(scene, options, chained=False):
    render = scene.render
    cycles = render.engine == "CYCLES"
    denoised = cycles and options.get("denoise") != "off" and scene_setup.denoises(scene)
    channels = channels_of_parts(scene, denoised) if cycles else []
    refusal = CHAINED if chained else tile_refusal(scene, channels, denoised)
    samples = refusal or sample_refusal(scene, denoised)
    adaptive = cycles and may_be(scene.cycles, "use_adaptive_sampling")
    return {
        "canvas": list(picture_size.border_of(render)[2:]),
        "bytes": 4 * max(4, len(channels)),
        "preview": preview(scene) if channels else "",
        "overscan": 0 if refusal else (ADAPTIVE_OVERSCAN if adaptive else 0) + volumes.overscan(scene),
        "preparedAnew": not kept_data.within_frame(scene),
        "denoised": denoised,
        "tileRefusal": refusal,
        "sampleRefusal": samples,
        "samples": 0 if samples else sample_rules.count(scene.cycles),
        "changes": "Adaptive sampling is switched off, so every pixel gets all samples"
        if adaptive and not samples
        else "",
        "firstOnly": [] if samples else first_only(scene),
    }


def channels_of_parts(scene, denoised):
    with kept_settings.KeptSettings(scene) as settings:
        if not denoised:
            settings.set(scene.cycles, "use_denoising", False)
        denoising.prepare_parts(settings, scene)
        return cycles_passes.all_channels(scene)


def may_be(owner, name):
    """Whether a switch is on, or may be at another frame."""
    return getattr(owner, name, False) or bool(kept_settings.curves_of(owner.id_data, name))


def tile_refusal(scene, channels, denoised):
    render = scene.render
    if render.engine in ENGINE_NAMES:
        name = ENGINE_NAMES[render.engine]
        return name + " renders the whole frame for each part, so parts save nothing"
    if render.engine != "CYCLES":
        return "only Cycles renders in parts, and the scene's engine is " + render.engine
    cycles = scene.cycles
    layers = cycles_passes.enabled_layers(scene)
    if foreign_code.BEFORE.acts():
        return "an add-on or a script of the scene acts while a frame is rendered"
    if scene_setup.shows_strips(scene):
        return "the picture comes from the scene's sequencer"
    if not layers or not uses_render(scene):
        return "the picture comes from the compositor alone"
    if denoised and denoising.refusal(scene):
        return denoising.refusal(scene) + " (--no-denoise renders without)"
    if volumes.are_guided(scene) and cycles_tiles.are_used(scene):
        return (
            "Cycles alone would render this picture in tiles of its own (Tile Size), at whose edges a volume looks"
            " otherwise (Cycles, Volumes, Biased: no difference)"
        )
    if may_be(cycles, "use_guiding"):
        return "path guiding learns from all pixels of a picture"
    if sample_rules.count(cycles) < 1:
        return "the scene asks for none of its samples (Cycles: Sample Subset)"
    if cycles.time_limit > 0:
        return "the scene limits the render time, so no two renders get the same samples"
    if render.use_multiview and len(scene_setup.rendered_views(scene)) < 2:
        return "the scene uses stereo with a single view"
    if render.use_multiview and bpy.app.version >= (5, 0):
        # Measured on 5.2: RenderResult.load_from_file finds nothing of a file with views.
        return "this Blender cannot take up a joined picture of several views"
    if kept_settings.has_strips(scene):
        return "strips of the non-linear animation may change the scene's render settings"
    if may_be(cycles, "use_pixel_jitter"):
        return "the place of each sample in its pixel depends on the whole picture (Pixel Jitter)"
    if any(getattr(camera.data, "type", "") == "CUSTOM" for camera in scene_setup.cameras(scene)):
        return "the camera is a script, which may look at the whole picture"
    seen = driver_views.seen_of_parts()
    if seen:
        return "a driver looks at the setting %s, which is another one in a part" % seen
    if grease_pencil.refusal():
        return grease_pencil.refusal()
    long = [c for c in channels if len(c.encode()) > MOST_NAME]
    if long:
        return "a view layer or pass has too long a name: " + long[0]
    return ""


def uses_render(scene):
    trees = scene_setup.compositor_trees(scene)
    return not trees or any(
        node.type == "R_LAYERS" and (node.scene is None or node.scene == scene)
        for tree in trees
        for node in tree.nodes
    )


def sample_refusal(scene, denoised):
    cycles = scene.cycles
    layers = cycles_passes.enabled_layers(scene)
    names = {name for layer in layers for name, _ in cycles_passes.passes(scene, layer)}
    if denoised:
        return "Cycles denoises this scene, and sums of ranges differ in their last bits"
    if sample_rules.is_animated(scene):
        return "the number of samples is animated"
    if any(layer.samples > 0 for layer in layers) and cycles.use_layer_samples != "IGNORE":
        return "a view layer has a number of samples of its own"
    if any(name.startswith("Crypto") for name in names):
        return "Cryptomatte is no mean over samples"
    no_means = sorted((QUOTIENTS | (OVERWRITTEN if bpy.app.version >= (5, 2) else set())) & names)
    if no_means:
        return "the pass %s is no mean over samples" % no_means[0]
    if getattr(cycles, "auto_scrambling_distance", False):
        return "the scrambling distance depends on the number of samples"
    if volumes.are_guided(scene):
        return (
            "each sample of a volume depends on those before it"
            " (Cycles, Volumes, Biased: tiles and ranges without it)"
        )
    return sample_rules.refusal(cycles)


def first_only(scene):
    found = []
    for layer in cycles_passes.enabled_layers(scene):
        for view in cycles_passes.views(scene):
            end = "." + view if view else ""
            found += [
                "%s.%s%s.%s" % (layer.name, name, end, channel)
                for name, channels in cycles_passes.passes(scene, layer)
                if name in FIRST_SAMPLE_ONLY
                for channel in channels
            ]
    return found


def preview(scene):
    layer = cycles_passes.enabled_layers(scene)[0].name
    view = cycles_passes.views(scene)[0]
    return "%s.Combined.%s" % (layer, view + "." if view else "")
