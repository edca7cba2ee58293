"""Makes scenes in which nodes read a model, by a path that stands somewhere or is put together."""

import os

import bpy

PLY = "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
PLY += "element face 1\nproperty list uchar int vertex_indices\nend_header\n-2 -2 0\n2 -2 0\n0 2 0\n3 0 1 2\n"


def group(name):
    tree = bpy.data.node_groups.new(name, "GeometryNodeTree")
    tree.interface.new_socket(name="Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
    return tree


def text(tree, value):
    node = tree.nodes.new("FunctionNodeInputString")
    node.string = value
    return node.outputs[0]


def joined(tree, *parts):
    node = tree.nodes.new("GeometryNodeStringJoin")
    for part in reversed(parts):
        tree.links.new(text(tree, part), node.inputs["Strings"])
    return node.outputs[0]


def shown(tree, path):
    """Reads a path and gives it out of the group."""
    reader = tree.nodes.new("GeometryNodeImportPLY")
    tree.links.new(path, reader.inputs[0])
    real = tree.nodes.new("GeometryNodeRealizeInstances")
    tree.links.new(reader.outputs[0], real.inputs[0])
    tree.links.new(real.outputs[0], tree.nodes.new("NodeGroupOutput").inputs[0])
    return reader


def begin(name="models"):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.cycles.use_denoising = False
    scene.render.resolution_x = scene.render.resolution_y = 16
    scene.render.film_transparent, scene.render.image_settings.color_mode = True, "RGBA"
    scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.camera.location.z = 5
    scene.collection.objects.link(scene.camera)
    item = bpy.data.objects.new("item", bpy.data.meshes.new("item"))
    scene.collection.objects.link(item)
    tree = group(name)
    item.modifiers.new("nodes", "NODES").node_group = tree
    return item, tree


def save(name):
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, "scene", name + ".blend"), compress=False)


def make():
    for name in ("scene", "owner"):
        os.makedirs(os.path.join(here, name))
    for name in ("scene/data_7.ply", "owner/secret.ply"):
        with open(os.path.join(here, name), "w", encoding="ascii") as file:
            file.write(PLY)
    item, tree = begin()
    save("empty")
    reader = shown(tree, joined(tree, "//data_", "7.ply"))
    save("joined")
    reader.mute = True
    save("muted")
    reader.mute = False
    item.modifiers[0].show_render = False
    save("hidden")
    item.modifiers[0].node_group = group("other")
    tree.use_fake_user = True
    save("unseen")
    item, tree = begin()
    tree.links.new(joined(tree, "//data_", "7.ply"), tree.nodes.new("GeometryNodeImportPLY").inputs[0])
    save("loose")
    item, tree = begin()
    inner = group("reads")
    inner.interface.new_socket(name="File", in_out="INPUT", socket_type="NodeSocketString")
    shown(inner, inner.nodes.new("NodeGroupInput").outputs["File"])
    node = tree.nodes.new("GeometryNodeGroup")
    node.node_tree = inner
    tree.links.new(node.outputs[0], tree.nodes.new("NodeGroupOutput").inputs[0])
    tree.links.new(joined(tree, "//data_", "7.ply"), node.inputs["File"])
    save("given")
    item, tree = begin()
    switch = tree.nodes.new("GeometryNodeSwitch")
    switch.input_type = "STRING"
    texts = [socket for socket in switch.inputs if socket.type == "STRING" and socket.enabled]
    tree.links.new(text(tree, "//data_7.ply"), texts[0])
    tree.links.new(text(tree, "//data_9.ply"), texts[1])
    shown(tree, switch.outputs[0] if switch.outputs[0].enabled else next(o for o in switch.outputs if o.enabled))
    save("chosen")
    item, tree = begin()
    shown(tree, text(tree, "//data_8.ply"))
    save("absent")
    item, tree = begin()
    shown(tree, text(tree, os.path.join(here, "owner", "secret.ply")))
    save("secret")
    item, tree = begin()
    shown(tree, joined(tree, os.path.join(here, "owner", "sec"), "ret.ply"))
    save("secretly")
    item, tree = begin()
    tree.interface.new_socket(name="File", in_out="INPUT", socket_type="NodeSocketString")
    shown(tree, tree.nodes.new("NodeGroupInput").outputs["File"])
    modifier = item.modifiers[0]
    identifier = next(i.identifier for i in tree.interface.items_tree if i.name == "File")
    if hasattr(modifier, "properties"):
        getattr(modifier.properties.inputs, identifier).value = os.path.join(here, "owner", "secret.ply")
    else:
        modifier[identifier] = os.path.join(here, "owner", "secret.ply")
    save("secretly-given")


if hasattr(bpy.types, "GeometryNodeImportPLY"):
    make()
