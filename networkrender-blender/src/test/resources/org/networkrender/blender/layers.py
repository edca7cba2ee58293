"""Makes scenes whose files name others: layers of USD, and a shader in OSL that includes others."""

import os

import bpy

SUB = """#usda 1.0
(
    defaultPrim = "root"
)
def Xform "root"
{
    def Mesh "plane"
    {
        int[] faceVertexCounts = [4]
        int[] faceVertexIndices = [0, 1, 2, 3]
        point3f[] points = [(-3, -3, 0), (3, -3, 0), (3, 3, 0), (-3, 3, 0)]
    }
}
"""
MAIN = """#usda 1.0
(
    defaultPrim = "root"
    subLayers = [
        @./deep/sub.usda@, @gone.usda@, @main.usda@
    ]
)
def "far" (
    payload = @@@far.usda@@@
)
{
    asset picture = @picture.png@
}
over "clips" (
    clips = { dictionary default = { string templateAssetPath = "./deep/clip.#.usda" } }
)
{
}
"""


def write(name, text):
    path = os.path.join(here, "scene", name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def begin():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.cycles.use_denoising = False
    scene.render.resolution_x = scene.render.resolution_y = 16
    scene.frame_start = scene.frame_end = 1
    scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.camera.location.z = 9
    scene.collection.objects.link(scene.camera)
    data = bpy.data.meshes.new("item")
    data.from_pydata([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], [], [(0, 1, 2, 3)])
    item = bpy.data.objects.new("item", data)
    scene.collection.objects.link(item)
    material = bpy.data.materials.new("paint")
    material.use_nodes = True
    nodes = material.node_tree.nodes
    nodes.clear()
    light = nodes.new("ShaderNodeEmission")
    material.node_tree.links.new(light.outputs[0], nodes.new("ShaderNodeOutputMaterial").inputs[0])
    data.materials.append(material)
    return item, material.node_tree, light


def save(name, shown=True):
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, "scene", name + ".blend"), compress=False)
    if shown:
        scene = bpy.context.scene
        scene.render.filepath = os.path.join(here, "expected", name + "_0001.png")
        bpy.ops.render.render(write_still=True)


def cached(name, shown=True):
    item, _, _ = begin()
    os.makedirs(os.path.join(here, "scene"), exist_ok=True)
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, "scene", name + ".blend"))
    bpy.ops.cachefile.open(filepath=os.path.join(here, "scene", "usd", name + ".usda"))
    modifier = item.modifiers.new("cache", "MESH_SEQUENCE_CACHE")
    modifier.cache_file = bpy.data.cache_files[0]
    modifier.cache_file.filepath = "//usd/%s.usda" % name
    bpy.context.view_layer.update()
    modifier.object_path = "/root/plane"
    save(name, shown and bpy.app.build_options.usd)


def script():
    import _cycles

    _, tree, light = begin()
    write("shaders/paint.osl", '#include "stdosl.h"\n#include "lib/colours.h"\n'
          "shader paint(output color Col = 0) { Col = BRIGHT; }\n")
    write("shaders/lib/colours.h", '  # include <more.h>\n#define BRIGHT color(0, FULL, 0)\n')
    write("shaders/lib/more.h", "#define FULL 1\n")
    bpy.context.scene.cycles.shading_system = True
    node = tree.nodes.new("ShaderNodeScript")
    node.mode, node.filepath = "EXTERNAL", "//shaders/paint.osl"
    if not node.outputs:
        node.outputs.new("NodeSocketColor", "Col")
    tree.links.new(node.outputs[0], light.inputs[0])
    save("shader", _cycles.with_osl)


write("usd/usd.usda", MAIN.replace("main.usda", "usd.usda"))
write("usd/deep/sub.usda", SUB)
for number in (1, 2):
    write("usd/deep/clip.%d.usda" % number, "#usda 1.0\n")
write("usd/far.usda", "#usda 1.0\n")
write("usd/absolute.usda", MAIN.replace("gone.usda", os.path.join(here, "scene", "usd", "far.usda")))
cached("usd")
cached("absolute", False)
script()
