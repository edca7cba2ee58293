"""Tells a person what is in a scene: pairs of a short name and a text."""

import movie_facts
import scene_setup

MOST_NAMES = 12


def names(all_of_them):
    found = [str(name) for name in all_of_them]
    more = len(found) - MOST_NAMES
    return ", ".join(found[:MOST_NAMES]) + (" and %d more" % more if more > 0 else "")


def samples(scene):
    if scene.render.engine == "CYCLES":
        text = str(scene.cycles.samples)
        if scene.cycles.use_adaptive_sampling:
            text += ", fewer where the noise is below %g" % scene.cycles.adaptive_threshold
        return text
    if "EEVEE" in scene.render.engine:
        return str(scene.eevee.taa_render_samples)
    return ""


def passes(layer):
    """Names of the passes beside Combined, as their settings are called."""
    found = []
    for owner in (layer, getattr(layer, "cycles", None), getattr(layer, "eevee", None)):
        for item in getattr(owner, "bl_rna", None).properties if owner else ():
            name = item.identifier
            if item.type != "BOOLEAN" or item.is_array or not getattr(owner, name):
                continue
            if name in ("use_pass_combined", "use_pass_cryptomatte_accurate"):
                continue
            if name.startswith("use_pass_"):
                found.append(name[len("use_pass_") :].replace("_", " "))
            elif name.startswith("pass_debug_"):
                found.append(name[len("pass_") :].replace("_", " "))
    return found + [aov.name for aov in layer.aovs]


def picture(settings):
    parts = [settings.file_format, settings.color_mode, settings.color_depth + " bit"]
    if "EXR" in settings.file_format:
        parts.append(settings.exr_codec)
    return ", ".join(parts)


def colours(scene):
    view = scene.view_settings
    parts = [scene.display_settings.display_device, view.view_transform]
    if view.look not in ("", "None", "NONE"):
        parts.append(view.look)
    return ", ".join(parts)


def outputs():
    """Where File Output nodes write; Blender 5 has a directory in the place of a path."""
    return [
        getattr(node, "directory", "") or getattr(node, "base_path", "")
        for _, node in scene_setup.file_output_nodes()
    ]


def facts(scene, scenes):
    """What is told: only what is not empty."""
    render = scene.render
    layers = [layer for layer in scene.view_layers if layer.use]
    told = [
        ("scene", scene.name),
        ("other scenes", names(s.name for s in scenes if s != scene)),
        ("engine", names(sorted({s.render.engine for s in scenes}))),
        ("samples", samples(scene)),
        ("camera", scene.camera.name if scene.camera else "none"),
        ("frame rate", "%g" % (render.fps / render.fps_base)),
        ("view layers", names(layer.name for layer in layers)),
        ("passes", names(dict.fromkeys(name for layer in layers for name in passes(layer)))),
        ("views", names(scene_setup.rendered_views(scene))),
        ("movie", movie_facts.fact(scene)),
        ("picture", "" if render.is_movie_format else picture(render.image_settings)),
        ("colours", colours(scene)),
        ("compositor", "is used" if scene_setup.compositor_trees(scene) else ""),
        ("sequencer", "makes the picture" if scene_setup.shows_strips(scene) else ""),
        ("file outputs", names(outputs())),
    ]
    return [[name, text] for name, text in told if text]
