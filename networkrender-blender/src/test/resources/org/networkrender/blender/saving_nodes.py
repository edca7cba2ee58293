"""Scenes whose compositor saves files by File Output nodes, of all kinds in one."""

import bpy


def save(name):
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, name), compress=False)


def begin(samples=4):
    bpy.ops.wm.read_factory_settings()
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = 48, 32
    scene.cycles.samples = samples
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.frame_start, scene.frame_end, scene.frame_step = 9, 11, 2
    scene.render.filepath = "//main/p_"
    scene.view_layers[0].use_pass_z = True
    scene.view_layers[0].use_pass_normal = True
    cube = bpy.data.objects["Cube"]
    cube.keyframe_insert("location", frame=9)
    cube.location.x = 2
    cube.keyframe_insert("location", frame=11)
    return scene, compositor(scene)


def layers(tree, layer="ViewLayer"):
    node = tree.nodes.new("CompositorNodeRLayers")
    node.layer = layer
    return node


def kind(settings, name):
    if hasattr(settings, "media_type"):
        settings.media_type = "MULTI_LAYER_IMAGE" if name == "OPEN_EXR_MULTILAYER" else "IMAGE"
    settings.file_format = name


def output(tree, directory, name, format, links):
    """A node with an input for each socket; name begins the files where a node has such a name."""
    node = tree.nodes.new("CompositorNodeOutputFile")
    kind(node.format, format)
    multilayer = format == "OPEN_EXR_MULTILAYER"
    if hasattr(node, "directory"):
        node.directory, node.file_name = directory, name
        node.file_output_items.clear()
        for title, _ in links:
            node.file_output_items.new("RGBA", title)
    else:
        node.base_path = directory + (name if multilayer else "")
        node.file_slots.clear()
        for title, _ in links:
            node.file_slots.new(title if multilayer else name + title)
    for index, (_, source) in enumerate(links):
        tree.links.new(source, node.inputs[index])
    return node


def own_format(node, index, format):
    if hasattr(node, "directory"):
        item = node.file_output_items[index]
        item.override_node_format = True
    else:
        item = node.file_slots[index]
        item.use_node_format = False
    kind(item.format, format)
    return item


def group_of(tree, name, fill):
    group = bpy.data.node_groups.new(name, "CompositorNodeTree")
    add_input(group, "Image")
    fill(group, group.nodes.new("NodeGroupInput").outputs[0])
    node = tree.nodes.new("CompositorNodeGroup")
    node.node_tree = group
    return node


def constant(tree):
    return tree.nodes.new("CompositorNodeRGB").outputs[0]


def everything():
    """Each kind of node once, and much that gives no file."""
    scene, tree = begin()
    second = scene.view_layers.new("Second")
    scene.view_layers.new("Off").use = False
    second.use_pass_z = True
    first, other, off = layers(tree), layers(tree, "Second"), layers(tree, "Off")
    image = first.outputs["Image"]
    shine = blur(tree, 4)
    tree.links.new(image, shine.inputs["Image"])
    tree.links.new(shine.outputs[0], composite(tree).inputs[0])
    node = output(
        tree, "//passes/", "", "PNG",
        [("Image", image), ("sub/depth ##", first.outputs["Normal"]), ("blurred_#_x", shine.outputs[0]),
         ("second", other.outputs["Image"]), ("off", off.outputs["Image"]), ("flat", constant(tree))],
    )  # fmt: skip
    own_format(node, 1, "OPEN_EXR").format.color_depth = "32"
    own_format(node, 2, "JPEG").save_as_render = False
    output(
        tree, "//multi/", "all_", "OPEN_EXR_MULTILAYER",
        [("beauty", image), ("depth", first.outputs["Depth"]), ("second", other.outputs["Depth"]),
         ("flat", constant(tree))],
    )  # fmt: skip
    raw = output(tree, "//tiff", "t_", "TIFF", [("raw", image)])
    raw.format.color_depth = "16"
    output(tree, "//muted/", "", "PNG", [("Image", image)]).mute = True
    output(tree, "//bare/", "x", "PNG", [])
    loose = output(tree, "//loose/", "x", "OPEN_EXR_MULTILAYER", [("no", image)])
    tree.links.remove(loose.inputs[0].links[0])
    pixels = bpy.data.images.new("pixels", 20, 10, float_buffer=True)
    pixels.pixels = [index % 7 / 7 for index in range(800)]
    pixels.pack()
    texture = tree.nodes.new("CompositorNodeImage")
    texture.image = pixels
    output(tree, "//sizes/", "", "OPEN_EXR", [("other", texture.outputs[0])])

    def inner(group, source):
        output(group, "//group/", "", "PNG", [("inner", source)])

    def outer(group, source):
        node = group_of(group, "inner", inner)
        group.links.new(source, node.inputs[0])

    used = group_of(tree, "outer", outer)
    tree.links.new(shine.outputs[0], used.inputs[0])
    idle = group_of(tree, "idle", lambda group, source: output(group, "//idle/", "", "PNG", [("no", source)]))
    tree.links.new(constant(tree), idle.inputs[0])
    dropped = group_of(tree, "off", lambda group, source: output(group, "//off/", "", "PNG", [("no", source)]))
    tree.links.new(image, dropped.inputs[0])
    dropped.mute = True
    save("everything.blend")
    return scene


def alone():
    """No Composite node."""
    scene, tree = begin()
    output(tree, "//passes/", "", "OPEN_EXR", [("Image", layers(tree).outputs["Image"])])
    save("alone.blend")


def stereo():
    scene, tree = begin()
    scene.render.use_multiview = True
    scene.render.image_settings.views_format = "INDIVIDUAL"
    image = layers(tree).outputs["Image"]
    tree.links.new(image, composite(tree).inputs[0])
    output(tree, "//each/", "", "PNG", [("Image", image)]).format.views_format = "INDIVIDUAL"
    output(tree, "//both/", "", "OPEN_EXR", [("Image", image)]).format.views_format = "MULTIVIEW"
    output(tree, "//multi/", "m", "OPEN_EXR_MULTILAYER", [("Image", image)])
    node = output(tree, "//beside/", "", "PNG", [("Image", image)])
    node.format.views_format = "STEREO_3D"
    node.format.stereo_3d_format.display_mode = "SIDEBYSIDE"
    save("stereo.blend")


def templates():
    """From 4.5 on Blender fills in what is in braces."""
    scene, tree = begin()
    image = layers(tree).outputs["Image"]
    tree.links.new(image, composite(tree).inputs[0])
    links = [("a_{resolution_x}_", image), ("lit_{{x}}", image)]
    if hasattr(bpy.types.CompositorNodeOutputFile, "directory"):
        links.append(("n_{node_name}_{scene_name}", image))
    output(tree, "//in_{blend_name}/", "", "PNG", links)
    save("templates.blend")


def hostile():
    """Saves where it must not."""
    scene, tree = begin(1)
    image = layers(tree).outputs["Image"]
    tree.links.new(image, composite(tree).inputs[0])
    os.mkdir(os.path.join(here, "aimed"))
    os.symlink(os.path.join(here, "aimed"), os.path.join(here, "link"))
    for index, directory in enumerate((here + "-out/", "//../../escaped/", "/", "//link/")):
        output(tree, directory, "evil_", "PNG", [("../up/%d" % index, image)])
    output(tree, "//../escaped/", "evil_", "OPEN_EXR_MULTILAYER", [("Image", image)])
    save("hostile.blend")


everything()
alone()
stereo()
templates()
hostile()
