"""Says whether Cycles may keep its data from one picture of a session to the next.

Blender tells Cycles what has changed, and not everything is told. So data are kept where the change is
of a kind that was rendered forth and back, and gave the pictures of fresh sessions, on every Blender
(ChangesOverTimeTest). Whatever is not listed here switches it off.
"""

import re

import bpy
import foreign_code
import kept_settings
import scene_setup

OBJECTS = {
    "ARMATURE", "CAMERA", "CURVE", "EMPTY", "FONT", "LATTICE", "LIGHT", "MESH", "META", "SPEAKER", "SURFACE",
}  # fmt: skip
MODIFIERS = {
    "ARMATURE", "ARRAY", "BEVEL", "BOOLEAN", "CAST", "DECIMATE", "DISPLACE", "EDGE_SPLIT", "LATTICE", "MASK",
    "MIRROR", "NODES", "SCREW", "SHRINKWRAP", "SIMPLE_DEFORM", "SMOOTH", "SOLIDIFY", "SUBSURF",
    "WAVE", "WIREFRAME",
}  # fmt: skip
MOVING_IMAGES = {"MOVIE", "SEQUENCE"}
# Nodes that give something else at another time although nothing of them is animated.
TIMED_NODES = re.compile("SceneTime|Simulation|Bake|Import|ImageTexture|Collection|Volume|Grid|GreasePencil")
PATHS = {
    "Object": r"(delta_)?(location|rotation_euler|rotation_quaternion|rotation_axis_angle|scale)"
    r"|color|hide_render|hide_viewport|is_holdout|is_shadow_catcher|pass_index|show_instancer_for_render"
    r"|visible_(camera|diffuse|glossy|shadow)|\[\".*\"\]"
    r"|constraints\[\".*\"\]\.\w+|modifiers\[\".*\"\]\.\w+|pose\.bones\[\".*\"\]\.\w+",
    "Camera": r"angle|clip_(end|start)|dof\.(aperture_fstop|focus_distance|use_dof)|lens|ortho_scale"
    r"|sensor_(height|width)|shift_[xy]|type",
    "Curve": r"bevel_(depth|factor_end|factor_start)|eval_time|extrude|size",
    "Key": r"eval_time|key_blocks\[\".*\"\]\.value",
    "Light": r"angle|color|energy|shadow_soft_size|shape|size|size_y|spot_(blend|size)|type",
    "ShaderNodeTree": r"nodes\[\".*\"\]\.(inputs|outputs)\[\d+\]\.default_value"
    r"|nodes\[\".*\"\]\.color_ramp\.elements\[\d+\]\.(color|position)",
}  # fmt: skip


class KeptData:
    """What one session keeps."""

    def __init__(self, scene, options):
        self.scene = scene
        # Nobody knows what code of others changes, and when.
        self.always = between_frames(scene) and not foreign_code.is_there(options)
        self.parts = within_frame(scene)
        self.frame = None
        scene.render.use_persistent_data = self.always

    def before_whole(self):
        """Is called before a whole frame is rendered or finished."""
        self.frame = None
        self.scene.render.use_persistent_data = self.always

    def before_part(self, frame):
        """Is called before a part of a frame is rendered."""
        render = self.scene.render
        if not self.always and frame != self.frame:
            # Blender frees what it has when this is switched off.
            render.use_persistent_data = False
            render.use_persistent_data = self.parts
        self.frame = frame


def between_frames(scene):
    """Whether nothing of the scene but what is listed may differ from frame to frame."""
    return (
        within_frame(scene)
        and not scene.render.use_motion_blur
        and not scene.render.use_multiview
        and scene_setup.rendered_scenes(scene) == [scene]
        and not kept_settings.all_curves_of(scene)
        and scene.rigidbody_world is None
        and all(item.type in OBJECTS and not item.particle_systems for item in bpy.data.objects)
        and all(modifier_stays(m) for item in bpy.data.objects for m in item.modifiers)
        and not any(is_displaced(material) for material in bpy.data.materials)
        and not any(image.source in MOVING_IMAGES for image in bpy.data.images)
        and all(is_listed(block) for block in animated_blocks())
    )


def within_frame(scene):
    """Whether parts of one frame may share it.

    Measured on 3.4 with several view layers: the pass UV is garbage from the second picture on, and the
    last bits of a layer change from run to run. Adaptive subdivision depends on what was rendered first.
    """
    alone = sum(layer.use for layer in scene.view_layers) == 1
    return alone and not any(is_diced(item) for item in bpy.data.objects)


def is_diced(item):
    """Up to 4.5 the object has the switch of adaptive subdivision, later the modifier."""
    return getattr(getattr(item, "cycles", None), "use_adaptive_subdivision", False) or any(
        getattr(modifier, "use_adaptive_subdivision", False) for modifier in item.modifiers
    )


def is_displaced(material):
    owner = material if hasattr(material, "displacement_method") else material.cycles
    return owner.displacement_method != "BUMP"


def modifier_stays(modifier):
    if modifier.type != "NODES":
        return modifier.type in MODIFIERS
    trees = scene_setup.with_groups([modifier.node_group])
    return not any(
        kept_settings.all_curves_of(tree)
        or any(TIMED_NODES.search(node.bl_idname) for node in tree.nodes)
        for tree in trees
    )


def animated_blocks():
    """Everything of the file that has an animation or a driver, but compositors and other scenes."""
    for name in dir(bpy.data):
        blocks = getattr(bpy.data, name)
        if name == "scenes" or not isinstance(blocks, bpy.types.bpy_prop_collection):
            continue
        for block in blocks:
            for each in (block, getattr(block, "node_tree", None)):
                if each is not None and kept_settings.all_curves_of(each):
                    if getattr(each, "bl_idname", "") != "CompositorNodeTree":
                        yield each


def is_listed(block):
    paths = [path for kind, path in PATHS.items() if isinstance(block, getattr(bpy.types, kind))]
    return all(
        any(re.fullmatch(path, curve.data_path) for path in paths)
        for curve in kept_settings.all_curves_of(block)
    )
