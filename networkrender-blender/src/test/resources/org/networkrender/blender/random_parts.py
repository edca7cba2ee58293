"""Scenes of random settings, whole and in parts.

Arguments: the directory of the scripts, a directory to work in, the first seed, and the one behind the last.
Every other scene is denoised.
"""

import os
import random
import sys
import traceback

import bpy

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compared_parts  # noqa: E402

SAMPLES = (1, 2, 3, 5, 6, 7, 10, 11, 12, 13, 16, 20, 24, 31)
OF_CYCLES = {
    "samples": SAMPLES,
    "film_exposure": (1.0, 1.0, 2.0, 0.5, 1.7, 0.25, 3.3),
    "use_light_tree": (True, False),
    "light_sampling_threshold": (0, 0.01, 0.05, 0.3, 1.0),
    "sample_clamp_indirect": (0, 1, 10),
    "sample_clamp_direct": (0, 0, 2),
    "blur_glossy": (0, 1),
    "caustics_reflective": (True, False),
    "sampling_pattern": ("TABULATED_SOBOL", "BLUE_NOISE"),
    "seed": (0, 5),
    "use_animated_seed": (True, False),
    "denoising_input_passes": ("RGB", "RGB_ALBEDO", "RGB_ALBEDO_NORMAL"),
    "denoising_prefilter": ("NONE", "FAST", "ACCURATE"),
    "denoising_quality": ("HIGH", "BALANCED", "FAST"),
    "filter_width": (0.01, 1.5, 4.0),
    "pixel_filter_type": ("BOX", "GAUSSIAN", "BLACKMAN_HARRIS"),
    "max_bounces": (0, 2, 12),
    "film_transparent_glass": (True, False),
    "use_fast_gi": (False, True),
    "sample_offset": (0, 0, 7),
    "use_auto_tile": (True, True, False),
    "tile_size": (2048, 2048, 24, 64),
    "volume_biased": (False, True),
}
OF_RENDER = {
    "film_transparent": (True, False, False),
    "use_border": (False, False, True),
    "use_simplify": (False, True),
    "use_persistent_data": (False, True),
}
PASSES = (
    "denoising_store_passes", "use_pass_ambient_occlusion", "use_pass_cryptomatte_object", "use_pass_diffuse_color",
    "use_pass_emit", "use_pass_environment", "use_pass_glossy_direct", "use_pass_mist", "use_pass_normal",
    "use_pass_object_index", "use_pass_position", "use_pass_shadow", "use_pass_uv", "use_pass_volume_direct",
    "use_pass_z",
)  # fmt: skip


class Dice:
    """Changes a scene, and keeps what was changed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.denoises = seed % 2 == 0
        self.told = []

    def choose(self, owner, name, values):
        if not hasattr(owner, name):
            return
        value = self.random.choice(values)
        try:
            setattr(owner, name, value)
        except TypeError:
            # This Blender has no such choice.
            return
        self.told.append("%s=%r" % (name, value))

    def happens(self, chance, what):
        if self.random.random() >= chance:
            return False
        self.told.append(what)
        return True

    def change(self, scene):
        scene.cycles.use_denoising = self.denoises
        for name, values in OF_CYCLES.items():
            self.choose(scene.cycles, name, values)
        if self.happens(0.4, "adaptive"):
            scene.cycles.use_adaptive_sampling = True
            self.choose(scene.cycles, "adaptive_threshold", (0.05, 0.1, 0.3))
            self.choose(scene.cycles, "adaptive_min_samples", (0, 2, 4))
        for name, values in OF_RENDER.items():
            self.choose(scene.render, name, values)
        scene.render.border_min_x, scene.render.border_max_x = 0.13, 0.83
        scene.render.border_min_y, scene.render.border_max_y = 0.21, 0.97
        self.choose_passes(scene.view_layers[0])
        self.add_things(scene)
        if self.happens(0.2, "layers"):
            scene.view_layers.new("Two")
            scene.view_layers.new("Other").cycles.use_denoising = self.random.random() < 0.5

    def choose_passes(self, layer):
        for name in PASSES:
            self.choose(layer if hasattr(layer, name) else layer.cycles, name, (False, False, True))

    def add_things(self, scene):
        if self.happens(0.5, "cube"):
            self.add_cube()
        for _ in range(self.random.choice((0, 0, 3))):
            self.add_light()
        if self.happens(0.3, "blur"):
            scene.render.use_motion_blur = True
            ball = bpy.data.objects["Sphere"]
            ball.keyframe_insert("location", frame=0)
            ball.location.x = 1
            ball.keyframe_insert("location", frame=2)
        if self.happens(0.3, "light group"):
            scene.view_layers[0].lightgroups.add(name="key")
        if self.happens(0.3, "depth of field"):
            lens = scene.camera.data.dof
            lens.use_dof, lens.focus_distance, lens.aperture_fstop = True, 4, 0.5
        if self.happens(0.3, "sky"):
            scene.world.use_nodes = True
            tree = scene.world.node_tree
            sky = tree.nodes.new("ShaderNodeTexSky")
            tree.links.new(sky.outputs[0], tree.nodes["Background"].inputs[0])

    def add_light(self):
        place = [self.random.uniform(-3, 3), self.random.uniform(-3, 3), self.random.uniform(1, 5)]
        bpy.ops.object.light_add(type=self.random.choice(("POINT", "SPOT", "SUN", "AREA")), location=place)
        self.choose(bpy.context.object.data, "energy", (1, 20, 300))

    def add_cube(self):
        bpy.ops.mesh.primitive_cube_add(location=(-2, 1, 1))
        material = bpy.data.materials.new("cube")
        material.use_nodes = True
        bpy.context.object.data.materials.append(material)
        tree = material.node_tree
        shader = tree.nodes["Principled BSDF"]
        kind = self.random.choice(("light", "glass", "skin", "fog", "veil", "bumps"))
        self.told.append(kind)
        inputs = {
            "light": {"Emission Strength": self.random.choice((0.2, 5))},
            "glass": {"Transmission Weight": 1},
            "skin": {"Subsurface Weight": 0.7},
            "veil": {"Alpha": 0.4},
        }
        for name, value in inputs.get(kind, {}).items():
            # Before Blender 4 they have other names.
            if name in shader.inputs:
                shader.inputs[name].default_value = value
        if kind == "fog":
            fog = tree.nodes.new("ShaderNodeVolumePrincipled")
            tree.links.new(fog.outputs[0], tree.nodes["Material Output"].inputs["Volume"])
            tree.nodes.remove(shader)
        if kind == "bumps":
            noise, bump = tree.nodes.new("ShaderNodeTexNoise"), tree.nodes.new("ShaderNodeBump")
            tree.links.new(noise.outputs[0], bump.inputs["Height"])
            tree.links.new(bump.outputs[0], shader.inputs["Normal"])


first, end = (int(each) for each in compared_parts.wanted)
for seed in range(first, end):
    dice = Dice(seed)
    try:
        found = compared_parts.run([dice.change])
    except Exception as error:
        traceback.print_exc()
        found = "failed: %r" % error
    if found != "identical" and not found.startswith("refused: "):
        print("SETTINGS %d: %s" % (seed, ", ".join(dice.told)))
    print("CASE %d: %s" % (seed, found), flush=True)
