"""Finds what in the pictures of a scene tells of the render itself, and so is another one each time."""

import cycles_passes
import scene_setup

# Seconds. Seen on 5.2, on the processor, and not on 4.5. The count of samples of a pixel is the same each time.
TIMED = "Render Time"

LIMITED = "the scene limits the time of a render, so that no two get the same samples"
STAMPED = "the stamp in the picture shows %s"
COMPOSED = "the compositor uses the pass " + TIMED
STAMPS = (
    ("use_stamp_date", "when it was rendered"),
    ("use_stamp_render_time", "how long it took to render"),
    ("use_stamp_memory", "how much memory that took"),
)


def told(scene, scenes):
    """Channels of multilayer OpenEXR files, and why any value may be another one; empty where none is."""
    return {"channels": channels(scene), "everywhere": everywhere(scene, scenes)}


def is_cycles(scene):
    return scene.render.engine == "CYCLES" and hasattr(scene, "cycles")


def channels(scene):
    # A file of a single view does not name it.
    views = dict.fromkeys(["", *cycles_passes.views(scene)])
    return [
        name
        for layer in (cycles_passes.enabled_layers(scene) if is_cycles(scene) else ())
        for view in views
        for name in cycles_passes.layer_channels(scene, layer, view, TIMED)
    ]


def everywhere(scene, scenes):
    if any(is_cycles(each) and each.cycles.time_limit > 0 for each in scenes):
        return LIMITED
    if scene.render.use_stamp:
        for name, what in STAMPS:
            if getattr(scene.render, name, False):
                return STAMPED % what
    return COMPOSED if any(map(is_composed, scenes)) else ""


def is_composed(scene):
    return any(
        output.name == TIMED and output.is_linked and output.enabled
        for tree in scene_setup.compositor_trees(scene)
        for node in tree.nodes
        if node.type == "R_LAYERS"
        for output in node.outputs
    )
