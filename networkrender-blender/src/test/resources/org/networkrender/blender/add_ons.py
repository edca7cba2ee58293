"""Makes add-ons, scenes that need them and scripts, and the pictures that Blender makes of these."""

import sys
import zipfile

import addon_utils
import bpy

ADD_ON = '''
bl_info = {"name": "Paint", "blender": (2, 80, 0), "category": "Render"}
import bpy
from . import colour

class FlatRays(bpy.types.RenderEngine):
    bl_idname = "FLAT_RAYS"
    bl_label = "Flat"
    def render(self, depsgraph):
        settings = depsgraph.scene.render
        scale = settings.resolution_percentage / 100
        width, height = int(settings.resolution_x * scale), int(settings.resolution_y * scale)
        result = self.begin_result(0, 0, width, height)
        result.layers[0].passes["Combined"].rect = [colour.FLAT] * (width * height)
        self.end_result(result)

class PaintNode(bpy.types.ShaderNodeCustomGroup):
    bl_idname = "PaintNode"
    bl_label = "Paint"

class Preferences(bpy.types.AddonPreferences):
    bl_idname = __package__
    strength: bpy.props.FloatProperty(default=0.5)

def register():
    bpy.utils.register_class(FlatRays)
    bpy.utils.register_class(PaintNode)
    bpy.utils.register_class(Preferences)
    colour.FLAT[1] = bpy.context.preferences.addons[__package__].preferences.strength

def unregister():
    for each in (Preferences, PaintNode, FlatRays):
        bpy.utils.unregister_class(each)
'''
FILES = {
    "__init__.py": ADD_ON,
    "colour.py": "FLAT = [0.1, 0, 0.8, 1]\n",
    "__pycache__/colour.cpython-00.pyc": "old",
}
MANIFEST = '''schema_version = "1.0.0"
id = "%s"
version = "1.0.0"
name = "Paint"
tagline = "Paints"
maintainer = "nobody"
type = "%s"
blender_version_min = "%s"
license = ["SPDX:GPL-3.0-or-later"]
'''


def packed(name, files):
    with zipfile.ZipFile(os.path.join(here, name), "w") as archive:
        for member, text in files.items():
            archive.writestr(member, text)


def placed(top, files):
    for member, text in files.items():
        path = os.path.join(here, top, member)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)


def extension(identifier="paint", kind="add-on", least="4.2.0"):
    modern = ADD_ON.replace(ADD_ON.strip().splitlines()[0], "")
    return {**FILES, "__init__.py": modern, "blender_manifest.toml": MANIFEST % (identifier, kind, least)}


packed("paint.zip", {"paint/" + name: text for name, text in FILES.items()})
packed("extension.zip", extension())
placed("scripts/addons/named", FILES)
# Blender's own way, as far as the user's own configuration stays alone.
placed("expected/paint", FILES)
sys.path.append(os.path.join(here, "expected"))


def render(name):
    bpy.context.scene.render.filepath = os.path.join(here, name + "_")
    bpy.ops.render.render(animation=True)


exec(tiny)
text = bpy.data.texts.new("boot.py")
text.write(
    """
import bpy
def enlarge(scene, *_):
    bpy.data.objects["Cube"].scale.x = scene.frame_current
bpy.app.handlers.frame_change_pre.append(enlarge)
bpy.app.driver_namespace["raise_it"] = lambda frame: frame * 0.4
"""
)
text.use_module = True
driver = cube.driver_add("location", 2).driver
driver.type = "SCRIPTED"
driver.expression = "raise_it(frame) + (len(bpy.data.objects) > 0) * 0.1"
scene.frame_start = scene.frame_end = 3
scene.render.dither_intensity = 0
save("scripts.blend")
render("without")
bpy.ops.wm.open_mainfile(filepath=os.path.join(here, "scripts.blend"), use_scripts=True)
render("scripts")

# Last of all: 3.4 crashes when an engine of an add-on goes.
exec(tiny)
assert addon_utils.enable("paint", default_set=True, persistent=True)
flat = bpy.data.scenes.new("Flat")
flat.camera = scene.camera
flat.collection.objects.link(scene.camera)
flat.render.engine = "FLAT_RAYS"
flat.render.resolution_x, flat.render.resolution_y = 64, 36
inner = bpy.data.node_groups.new("inner", "ShaderNodeTree")
if hasattr(inner, "interface"):
    inner.interface.new_socket(name="Colour", in_out="OUTPUT", socket_type="NodeSocketColor")
else:
    inner.outputs.new("NodeSocketColor", "Colour")
red = inner.nodes.new("ShaderNodeRGB")
red.outputs[0].default_value = (1, 0, 0, 1)
inner.links.new(red.outputs[0], inner.nodes.new("NodeGroupOutput").inputs[0])
material = cube.data.materials[0]
paint = material.node_tree.nodes.new("PaintNode")
paint.node_tree = inner
shader = next(n for n in material.node_tree.nodes if n.type == "BSDF_PRINCIPLED")
material.node_tree.links.new(paint.outputs[0], shader.inputs["Base Color"])
tree = compositor(scene)
layers = [tree.nodes.new("CompositorNodeRLayers") for _ in range(2)]
layers[1].scene = flat
mix = tree.nodes.new("CompositorNodeAlphaOver")
pictures = [socket for socket in mix.inputs if socket.type == "RGBA"]
for node, socket in zip(reversed(layers), pictures):
    tree.links.new(node.outputs[0], socket)
tree.links.new(mix.outputs[0], composite(tree).inputs[0])
scene.render.film_transparent = True
scene.render.image_settings.color_mode = "RGBA"
scene.render.dither_intensity = 0
scene.frame_start = scene.frame_end = 2
save("needs.blend")
render("needs")
