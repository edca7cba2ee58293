"""Scenes of the matrix that differ in what becomes of the samples: passes, the compositor, denoising, film."""

import bpy

from matrix_samples import adaptive, samples
from matrix_start import layer, node_material, render, scene

# Blender 5 made the compositor a node group.
GROUP = hasattr(scene, "compositing_node_group")


def new_compositor():
    if hasattr(render, "compositor_device"):
        render.compositor_device = "CPU"
    if GROUP:
        tree = bpy.data.node_groups.new("Compositor", "CompositorNodeTree")
        tree.interface.new_socket(
            name="Image", in_out="OUTPUT", socket_type="NodeSocketColor"
        )
        scene.compositing_node_group = tree
    else:
        scene.use_nodes = True
        tree = scene.node_tree
        tree.nodes.clear()
    return tree


def film():
    scene.view_settings.view_transform = "Filmic"
    render.film_transparent = True


def compositor():
    second = scene.view_layers.new("Second")
    second.use_pass_z = second.use_pass_mist = True
    tree = new_compositor()
    nodes, links = tree.nodes, tree.links
    first = nodes.new("CompositorNodeRLayers")
    other = nodes.new("CompositorNodeRLayers")
    other.layer = "Second"
    glow = nodes.new("CompositorNodeGlare")
    blur = nodes.new("CompositorNodeBlur")
    if GROUP:
        glow.inputs["Type"].default_value = "Fog Glow"
        glow.inputs["Threshold"].default_value = 0.3
        blur.inputs["Size"].default_value = (5, 5)
        mix = nodes.new("ShaderNodeMix")
        mix.data_type = "RGBA"
        target = nodes.new("NodeGroupOutput")
        bottom, top, mixed = mix.inputs[6], mix.inputs[7], mix.outputs[2]
    else:
        glow.glare_type, glow.threshold = "FOG_GLOW", 0.3
        blur.size_x = blur.size_y = 5
        mix = nodes.new("CompositorNodeMixRGB")
        target = nodes.new("CompositorNodeComposite")
        bottom, top, mixed = mix.inputs[1], mix.inputs[2], mix.outputs[0]
    links.new(first.outputs["Image"], glow.inputs["Image"])
    links.new(other.outputs["Image"], blur.inputs["Image"])
    links.new(glow.outputs["Image"], bottom)
    links.new(blur.outputs["Image"], top)
    links.new(mixed, target.inputs["Image"])
    if "Z" in target.inputs:
        links.new(first.outputs["Depth"], target.inputs["Z"])


def motion():
    render.use_motion_blur = True
    render.motion_blur_shutter = 1.0
    scene.camera.data.dof.use_dof = True
    scene.camera.data.dof.focus_distance = 9
    scene.camera.data.dof.aperture_fstop = 0.3


def multiview():
    render.use_multiview = True


def catcher():
    bpy.data.objects["Plane"].is_shadow_catcher = True
    layer.cycles.use_pass_shadow_catcher = True
    render.film_transparent = True


def manypasses():
    for owner in (layer, layer.cycles):
        for key in owner.bl_rna.properties.keys():
            # How long a pixel took is never the same.
            if key.startswith(("use_pass_", "pass_debug_")):
                setattr(owner, key, True)
    layer.cycles.denoising_store_passes = True


def meanpasses():
    """All passes but those by which ranges of samples are refused, through a lens that bends."""
    samples()
    data = scene.camera.data
    data.type = "PANO"
    lens = data if hasattr(data, "panorama_type") else data.cycles
    lens.panorama_type = "FISHEYE_LENS_POLYNOMIAL"
    for owner in (layer, layer.cycles):
        for key in owner.bl_rna.properties.keys():
            if key.startswith(("use_pass_", "pass_debug_")) and not any(
                word in key for word in ("crypto", "direct", "shadow_catcher", "vector")
            ):
                setattr(owner, key, True)
    # From 5.2 on the depth among them is no mean.
    layer.cycles.denoising_store_passes = bpy.app.version < (5, 2)
    for kind in ("COLOR", "VALUE"):
        aov = layer.aovs.add()
        aov.name, aov.type = kind, kind
    tree, shader = node_material(bpy.data.objects["Suzanne"], "ShaderNodeBsdfDiffuse")
    for kind in ("COLOR", "VALUE"):
        node = tree.nodes.new("ShaderNodeOutputAOV")
        setattr(node, "aov_name" if hasattr(node, "aov_name") else "name", kind)
        tree.links.new(tree.nodes.new("ShaderNodeTexNoise").outputs[0], node.inputs[0 if kind == "COLOR" else 1])


def denoised():
    """By Cycles, and what comes of it by the compositor."""
    adaptive()
    scene.cycles.use_denoising = True
    denoise_node()


def denoisednode():
    """By the compositor alone."""
    denoise_node()


def denoisedsums():
    """A number of samples and an exposure by which files of parts do not have what Cycles denoises."""
    scene.cycles.use_denoising = True
    scene.cycles.film_exposure = 1.3
    render.film_transparent = True
    scene.view_layers.new("Second").cycles.use_denoising = False


def denoise_node():
    layer.cycles.denoising_store_passes = True
    tree = new_compositor()
    source = tree.nodes.new("CompositorNodeRLayers")
    node = tree.nodes.new("CompositorNodeDenoise")
    target = tree.nodes.new("NodeGroupOutput" if GROUP else "CompositorNodeComposite")
    for pass_name in ("Image", "Normal", "Albedo"):
        output = "Image" if pass_name == "Image" else "Denoising " + pass_name
        tree.links.new(source.outputs[output], node.inputs[pass_name])
    tree.links.new(node.outputs["Image"], target.inputs["Image"])
