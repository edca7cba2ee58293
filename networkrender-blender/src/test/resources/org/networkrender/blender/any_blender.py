"""What test scenes are made with, so that one script makes them on every Blender."""

import bpy


def compositor(scene):
    """The scene's compositor, empty and in use, on the processor."""
    if hasattr(scene.render, "compositor_device"):
        scene.render.compositor_device = "CPU"
    if hasattr(scene, "compositing_node_group"):
        tree = bpy.data.node_groups.new("Compositor", "CompositorNodeTree")
        tree.interface.new_socket(
            name="Image", in_out="OUTPUT", socket_type="NodeSocketColor"
        )
        scene.compositing_node_group = tree
        return tree
    scene.use_nodes = True
    scene.node_tree.nodes.clear()
    return scene.node_tree


def no_compositor(scene):
    if hasattr(scene, "compositing_node_group"):
        scene.compositing_node_group = None
    else:
        scene.use_nodes = False


def composite(tree):
    """The node whose first input is the picture."""
    group = "compositing_node_group" in bpy.types.Scene.bl_rna.properties
    return tree.nodes.new("NodeGroupOutput" if group else "CompositorNodeComposite")


def glow(tree, threshold):
    node = tree.nodes.new("CompositorNodeGlare")
    if hasattr(node, "glare_type"):
        node.glare_type = "FOG_GLOW"
    else:
        node.inputs["Type"].default_value = "Fog Glow"
    if hasattr(node, "threshold"):
        node.threshold = threshold
    else:
        node.inputs["Threshold"].default_value = threshold
    return node


def file_output(tree, directory):
    node = tree.nodes.new("CompositorNodeOutputFile")
    if hasattr(node, "base_path"):
        node.base_path = directory
    else:
        node.directory = directory
        node.file_output_items.new("RGBA", "Image")
    return node


def strips(scene):
    editor = scene.sequence_editor_create()
    return editor.strips if hasattr(editor, "strips") else editor.sequences


def new_effect(scene, name, kind, channel, start, end):
    """A strip of an effect; its end lies outside."""
    try:
        return strips(scene).new_effect(name, kind, channel, frame_start=start, frame_end=end)
    except TypeError:
        return strips(scene).new_effect(name, kind, channel, frame_start=start, length=end - start)


def set_format(scene, name):
    settings = scene.render.image_settings
    if hasattr(settings, "media_type"):
        kinds = {"OPEN_EXR_MULTILAYER": "MULTI_LAYER_IMAGE", "FFMPEG": "VIDEO"}
        settings.media_type = kinds.get(name, "IMAGE")
    settings.file_format = name


def set_eevee(scene):
    for name in ("BLENDER_EEVEE", "BLENDER_EEVEE_NEXT"):
        try:
            scene.render.engine = name
            return
        except TypeError:
            pass


def blur(tree, size):
    node = tree.nodes.new("CompositorNodeBlur")
    if hasattr(node, "size_x"):
        node.size_x = node.size_y = size
    else:
        node.inputs["Size"].default_value = (size, size)
    return node


def add_input(tree, name):
    """Gives a group an input for a picture."""
    if hasattr(tree, "interface"):
        tree.interface.new_socket(name=name, in_out="INPUT", socket_type="NodeSocketColor")
    else:
        tree.inputs.new("NodeSocketColor", name)
