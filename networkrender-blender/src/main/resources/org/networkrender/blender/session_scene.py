"""Opens a scene as it is to be rendered."""

import os

import asset_paths
import bpy
import confinement
import file_outputs
import foreign_code
import job_choices
import kept_data
import movie_format
import path_mapping
import picture_size
import scene_path
import scene_setup
import unbaked_caches


def limit_threads():
    """By the scenes, since the Python module takes no argument for it."""
    threads = int(os.environ.get("NETWORKRENDER_THREADS", "0"))
    if threads:
        for scene in bpy.data.scenes:
            scene.render.threads_mode = "FIXED"
            scene.render.threads = threads


def open_scene(path, options, files=None, directory="", further=(), original="", working=""):
    """Opens a scene, follows the options of the job, and returns what Cycles may keep of it, what else
    its frames give, and the format of its movie.

    files maps names of the client's machine to files here; directory is the scene's directory there, and
    working that in which its Blender was started, where a file is named by that;
    further are the keys of the further files of a frame. original is the path of which the scene is a
    copy, on this machine, if it is one.
    """
    scripts = foreign_code.may_run(options)
    scene_path.open_copy(path, original, scripts)
    mapping = path_mapping.Mapping(files or {}, directory, working)
    asset_paths.remap(mapping)
    confinement.confine(mapping, files or {}, scripts)
    # Their places were those of the session, which are no files of the scene.
    unbaked_caches.lead_away()
    job_choices.follow(options)
    outputs = file_outputs.FurtherFiles(bpy.context.scene, further)
    scene_setup.make_safe(scripts, outputs.nodes)
    if options.get("denoise") == "off":
        scene_setup.switch_denoising_off()
    limit_threads()
    scene = bpy.context.scene
    film = movie_format.MovieFormat(scene, options)
    scene_setup.choose_format(scene, options)
    render = scene.render
    picture_size.enlarge(render, options)
    render.use_overwrite = True
    render.use_placeholder = False
    render.use_lock_interface = False
    scene_setup.make_alike()
    return kept_data.KeptData(scene, options), outputs, film
