"""Opens a scene and writes what is in it into a file beside this script."""

import json
import os
import re

import addons
import asset_paths
import bpy
import build_needs
import confinement
import file_nodes
import file_outputs
import fluids
import foreign_code
import identity
import job_choices
import movie_facts
import part_rules
import path_mapping
import picture_path
import picture_size
import processor
import refused_scripts
import render_traces
import scene_facts
import scene_lacks
import scene_path
import scene_setup
import simulations

HERE = os.path.dirname(os.path.abspath(__file__))

# Six digits that no picture name has by chance.
PROBE_FRAME = 747_474


def picture_names(scene):
    render = scene.render
    name = re.split(r"[\\/]", render.filepath)[-1]
    if "#" not in name:
        name += "####"
    # What Blender would take for another number or for a field of a path template.
    digits = re.search(r"#+(?=[^#]*$)", name)
    head, group = name[: digits.start()], digits.group(0)
    tail = name[digits.end() :]
    # A template that Blender fills in: its own name for the picture is what counts.
    template = head if "{" in head and picture_path.has_templates() else ""
    render.filepath = os.path.join(picture_path.literal(HERE), "p" + template + group + tail)
    names = []
    for path in scene_setup.picture_paths(scene, PROBE_FRAME):
        digits = str(PROBE_FRAME).zfill(len(group))
        begin, _, end = os.path.basename(path)[1:].rpartition(digits)
        names.append(scene_setup.legal_name(begin if template else head, group, end))
    return names


def has_scripted_camera(scene):
    """A camera that is a shader in OSL; without OSL the picture is black, and nothing is said."""
    return any(getattr(camera.data, "type", "") == "CUSTOM" for camera in scene_setup.cameras(scene))


def needs_camera(scene):
    """A picture from strips, or from a compositor without Render Layers, needs none."""
    if scene.render.use_sequencer and scene_setup.all_strips(scene):
        return False
    trees = scene_setup.compositor_trees(scene)
    return not trees or any(n.type == "R_LAYERS" for t in trees for n in t.nodes)


def disk_caches(mapping):
    """Where the baked caches lie on the machine of the scene: beside which file, and their names."""
    found = []
    for library, name, owner in simulations.disk_caches():
        path = bpy.data.filepath
        if library is not None:
            path = path_mapping.absolute(library.filepath, None)
        found.append({"beside": mapping.origins.get(path, path), "name": name, "by": owner})
    return found


def describe(request):
    # First of all: libraries of another machine are only opened by that.
    mapping = path_mapping.Mapping(request["files"], request["directory"])
    named, mentioned = asset_paths.named_files(mapping)
    if request["files"]:
        confinement.refuse_libraries(confinement.Confinement(request["files"]))
    options = request["options"]
    job_choices.follow(options)
    scene = bpy.context.scene
    render = scene.render
    before = picture_size.full_size(render)
    picture_size.enlarge(render, options)
    scenes = scene_setup.rendered_scenes(scene)
    told = scene_facts.facts(scene, scenes)
    movies = movie_facts.movies(scene, options)
    outputs = file_outputs.told(scene, bool(request["files"]))
    freestyle = len(scene_setup.script_freestyle_layers())
    scene_setup.choose_format(scene, options)
    lacks = scene_lacks.lacks(scenes) + fluids.lacks(scenes) + file_nodes.lacks(scenes)
    refused = refused_scripts.Refused(scenes, options)
    cycles = [s.cycles for s in scenes if s.render.engine == "CYCLES" and hasattr(s, "cycles")]
    return {
        "savedVersion": list(bpy.data.version),
        "current": scene.frame_current,
        "first": scene.frame_start,
        "last": scene.frame_end,
        "step": scene.frame_step,
        "size": picture_size.picture_size(render),
        "savedSize": list(before),
        "fullSize": list(picture_size.full_size(render)),
        "engine": render.engine,
        # An engine of an add-on is where the add-on is.
        "engines": sorted({s.render.engine for s in scenes} - foreign_code.BEFORE.new_engines()),
        "format": render.image_settings.file_format,
        "movies": movies["files"],
        "movieWarnings": movies["warnings"],
        "pictures": picture_names(scene),
        "cameras": [camera.name for camera in scene_setup.cameras(scene)],
        "needsCamera": needs_camera(scene),
        "denoising": any(scene_setup.denoises(s) for s in scenes),
        "otherDenoiser": any(scene_setup.asks_other_denoiser(s) for s in scenes),
        "denoiseNodes": any(scene_setup.denoise_nodes(s) for s in scenes),
        "osl": any(part_rules.may_be(c, "shading_system") for c in cycles) or any(map(has_scripted_camera, scenes)),
        "needs": build_needs.needs(scenes),
        "guiding": any(part_rules.may_be(c, "use_guiding") for c in cycles),
        "gpu": any(c.device == "GPU" for c in cycles),
        "compositorGpu": any(
            getattr(s.render, "compositor_device", "CPU") != "CPU"
            and scene_setup.compositor_trees(s)
            for s in scenes
        ),
        "scripts": refused.told or bool(refused.named()),
        "scriptsMessage": refused.message,
        "refusedScripts": refused.named(),
        "refusedDrivers": refused.drivers,
        "fileOutputs": outputs["files"],
        "freestyleScripts": 0 if foreign_code.may_run(options) else freestyle,
        "simulation": simulations.described(scenes),
        "diskCaches": disk_caches(mapping),
        "lacks": [text for text, block in lacks] + outputs["problems"] + movies["lacks"],
        "subjects": scene_lacks.subjects(lacks),
        "facts": told,
        "named": named,
        "mentioned": mentioned,
        "stampsHost": render.use_stamp_hostname,
        "stampsHostAndNote": render.use_stamp
        and render.use_stamp_hostname
        and render.use_stamp_note,
        "savesPictures": getattr(render, "save_output", True),
        "overwrites": render.use_overwrite,
        "placeholders": render.use_placeholder,
        "textureCaches": bool(getattr(render, "use_texture_cache", False)),
        "parts": part_rules.part_rules(scene, options, simulations.is_chained(scenes)),
        "traces": render_traces.told(scene, scenes),
        "instructions": processor.instructions(),
    }


def open_there(request, scripts):
    """Opens a scene of this machine where its Blender would be started: libraries may be named from there."""
    if os.path.isdir(request["workingDirectory"]):
        os.chdir(request["workingDirectory"])
    try:
        scene_path.open_copy(request["scene"], request["scenePath"], scripts)
    finally:
        os.chdir(HERE)


def write_result(request):
    identity.save(HERE)
    try:
        places = addons.user_places(request["addonPlaces"])
        brought, warnings = addons.enable_all(request["addons"], places)
        scripts = foreign_code.may_run(request["options"])
        open_there(request, scripts)
        result = {**describe(request), "addons": brought, "addonWarnings": warnings}
    except addons.AddOnProblem as error:
        result = {"wrongChoice": str(error)[:4000], "rightChoices": error.advice[:4000]}
    except picture_size.ImpossibleSize as error:
        result = {"impossibleSize": str(error)}
    except job_choices.WrongChoice as error:
        result = {"wrongChoice": str(error)[:4000], "rightChoices": error.advice[:4000]}
    except confinement.OutsideFile as error:
        result = {"error": "%s was not sent with the scene that links it" % error}
    except (RuntimeError, TypeError) as error:
        result = {"error": str(error)[:4000]}
    with open(os.path.join(HERE, "result.json"), "w", encoding="utf-8") as file:
        json.dump(result, file)
