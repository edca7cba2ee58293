"""Follows what a job wants rendered of a scene: scene, view layer, camera, engine, samples, seed."""

import bpy
import kept_settings
import scene_setup

FRIENDLY_ENGINES = {
    "EEVEE": ("BLENDER_EEVEE_NEXT", "BLENDER_EEVEE"),
    "WORKBENCH": ("BLENDER_WORKBENCH",),
}  # fmt: skip
EEVEE = FRIENDLY_ENGINES["EEVEE"]
MOST_NAMES = 20


class WrongChoice(Exception):
    """The scene has nothing of that name, or its engine no such setting."""

    def __init__(self, message, advice):
        super().__init__(message)
        self.advice = advice


def follow(options):
    """Changes the scene that was just opened, before anything looks at it."""
    if options.get("scene"):
        bpy.context.window.scene = named(bpy.data.scenes, options["scene"], "scene")
    scene = bpy.context.scene
    if options.get("engine"):
        choose_engine(scene, options["engine"])
    if options.get("view-layer"):
        only = named(scene.view_layers, options["view-layer"], "view layer")
        for layer in scene.view_layers:
            layer.use = layer == only
    if options.get("camera"):
        choose_camera(scene, options["camera"])
    if options.get("samples"):
        choose_samples(scene, int(options["samples"]))
    if options.get("seed"):
        choose_seed(scene, int(options["seed"]))


def named(items, name, kind):
    found = next((item for item in items if item.name == name), None)
    if found is None:
        raise WrongChoice(
            "The scene has no %s %s" % (kind, name), listed(kind, sorted(item.name for item in items))
        )
    return found


def listed(kind, names):
    more = ", and %d more" % (len(names) - MOST_NAMES) if len(names) > MOST_NAMES else ""
    shown = ", ".join(names[:MOST_NAMES]) + more
    return "The %ss are: %s" % (kind, shown) if names else "There is no %s" % kind


def choose_engine(scene, name):
    before = scene.render.engine
    for identifier in FRIENDLY_ENGINES.get(name.upper(), (name, name.upper())):
        try:
            scene.render.engine = identifier
            return
        except TypeError:
            continue  # This Blender has none of that name.
    raise WrongChoice(
        "This Blender has no render engine %s; the scene has %s" % (name, before),
        listed("render engine", ["CYCLES", *FRIENDLY_ENGINES]),
    )


def choose_camera(scene, name):
    """Markers would choose another one from frame to frame."""
    cameras = [item for item in scene.objects if item.type == "CAMERA"]
    scene.camera = named(cameras, name, "camera")
    for marker in scene.timeline_markers:
        marker.camera = None


def choose_samples(scene, number):
    """The number holds for each scene that takes part in the picture, and for all its layers."""
    if scene.render.engine not in ("CYCLES", *EEVEE):
        raise WrongChoice(
            "The render engine %s has no number of samples" % scene.render.engine,
            "Leave samples out: only CYCLES and EEVEE have a number of them",
        )
    for each in scene_setup.rendered_scenes(scene):
        if each.render.engine == "CYCLES":
            put(each, each.cycles, "samples", number)
            for layer in each.view_layers:
                layer.samples = 0
        elif each.render.engine in EEVEE:
            put(each, each.eevee, "taa_render_samples", number)


def choose_seed(scene, number):
    if scene.render.engine != "CYCLES":
        raise WrongChoice(
            "The render engine %s has no seed" % scene.render.engine,
            "Leave the seed out: only CYCLES has one",
        )
    for each in scene_setup.rendered_scenes(scene):
        if each.render.engine == "CYCLES":
            put(each, each.cycles, "seed", number)


def put(scene, owner, name, value):
    """Nothing that is animated changes it again."""
    for curve in kept_settings.curves_of(scene, name):
        curve.mute = True
    setattr(owner, name, value)
    if getattr(owner, name) != value:
        raise WrongChoice(
            "Blender does not render with %s %d" % (name, value),
            "Choose a smaller number, such as %d" % getattr(owner, name),
        )
