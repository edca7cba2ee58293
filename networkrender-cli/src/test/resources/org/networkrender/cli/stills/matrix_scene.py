"""Makes one scene of the matrix in every size and format, and renders each as one machine does.

Arguments: the directory, the name of the scene, and the sizes and formats, each with commas between.
A Blender that lacks a feature makes the scene without it.
"""

import os
import sys

import bpy

GRIDS = {"2x2": (60, 40), "3x5": (61, 43), "7x1": (40, 60)}
FORMATS = {
    "png8": ("PNG", "8"),
    "png16": ("PNG", "16"),
    "jpeg": ("JPEG", "8"),
    "tiff16": ("TIFF", "16"),
    "exrhalf": ("OPEN_EXR", "16"),
    "exrfloat": ("OPEN_EXR", "32"),
    "layers": ("OPEN_EXR_MULTILAYER", "32"),
}

directory, name, grids, formats = sys.argv[-4:]
bpy.ops.wm.read_factory_settings(use_empty=True)
scene = bpy.context.scene
render = scene.render
layer = scene.view_layers[0]
meshes = bpy.ops.mesh
objects = bpy.ops.object


def paint(item, color, metallic=0.0):
    material = bpy.data.materials.new(item.name)
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*color, 1)
    shader.inputs["Metallic"].default_value = metallic
    shader.inputs["Roughness"].default_value = 0.25
    item.data.materials.append(material)


def build():
    scene.frame_start = scene.frame_end = 2
    meshes.primitive_plane_add(size=14)
    paint(bpy.context.object, (0.6, 0.6, 0.55))
    for place, color in (((-2, 0, 1), (0.9, 0.2, 0.1)), ((2, 2, 1), (0.1, 0.3, 0.9))):
        meshes.primitive_monkey_add(location=place)
        paint(bpy.context.object, color)
    meshes.primitive_uv_sphere_add(location=(0, -2, 0.8), radius=0.8)
    ball = bpy.context.object
    paint(ball, (0.9, 0.8, 0.3), metallic=1.0)
    ball.keyframe_insert("location", frame=1)
    ball.location.x = 1.5
    ball.keyframe_insert("location", frame=3)
    objects.light_add(type="AREA", location=(4, -4, 6))
    bpy.context.object.data.energy = 900
    bpy.context.object.lightgroup = "key"
    objects.light_add(type="POINT", location=(-4, -3, 4))
    bpy.context.object.data.energy = 200
    objects.camera_add(location=(0, -10, 4.5), rotation=(1.2, 0, 0))
    scene.camera = bpy.context.object
    world = bpy.data.worlds.new("sky")
    scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.2, 0.4, 0.8, 1)


def set_up():
    render.engine = "CYCLES"
    scene.cycles.samples = 6
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    render.resolution_percentage = 100
    render.dither_intensity = 1.0
    scene.view_settings.view_transform = "Standard"
    render.image_settings.color_mode = "RGB"
    layer.use_pass_z = layer.use_pass_normal = layer.use_pass_cryptomatte_object = True
    layer.lightgroups.add(name="key")


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


def choose_if_there(owner, **values):
    for key, value in values.items():
        if hasattr(owner, key):
            setattr(owner, key, value)


def choose_pattern(pattern):
    """Leaves the default where this Blender does not know the pattern."""
    try:
        scene.cycles.sampling_pattern = pattern
    except TypeError:
        pass


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


def adaptive():
    # Without overscan ten pixels differ at this threshold.
    scene.cycles.samples = 32
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.05
    scene.cycles.adaptive_min_samples = 4


def motion():
    render.use_motion_blur = True
    render.motion_blur_shutter = 1.0
    scene.camera.data.dof.use_dof = True
    scene.camera.data.dof.focus_distance = 9
    scene.camera.data.dof.aperture_fstop = 0.3


def multiview():
    render.use_multiview = True


def samples():
    layer.use_pass_cryptomatte_object = False
    scene.cycles.samples = 16
    if not hasattr(scene.cycles, "use_sample_subset"):
        # The default of 4.2 and 4.3 is another noise for each number of samples.
        choose_pattern("TABULATED_SOBOL")


def volume(biased=False):
    fog = bpy.data.materials.new("fog")
    fog.use_nodes = True
    nodes = fog.node_tree.nodes
    nodes.clear()
    scatter = nodes.new("ShaderNodeVolumeScatter")
    scatter.inputs["Density"].default_value = 0.1
    output = nodes.new("ShaderNodeOutputMaterial")
    fog.node_tree.links.new(scatter.outputs[0], output.inputs["Volume"])
    meshes.primitive_cube_add(size=8)
    bpy.context.object.data.materials.append(fog)
    layer.use_pass_cryptomatte_object = False
    scene.cycles.samples = 16
    choose_if_there(scene.cycles, volume_biased=biased)


def biased():
    volume(biased=True)


def foggyworld():
    nodes, links = scene.world.node_tree.nodes, scene.world.node_tree.links
    scatter = nodes.new("ShaderNodeVolumePrincipled")
    scatter.inputs["Density"].default_value = 0.03
    links.new(scatter.outputs[0], nodes["World Output"].inputs["Volume"])
    scene.cycles.samples = 16
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.05
    scene.cycles.adaptive_min_samples = 4


def sobol():
    samples()
    choose_pattern("SOBOL")
    choose_pattern("TABULATED_SOBOL")


def burley():
    samples()
    choose_pattern("SOBOL_BURLEY")


def bluenoise():
    samples()
    choose_pattern("BLUE_NOISE")


def subset():
    """The scene itself asks for a part of its samples."""
    samples()
    scene.cycles.sample_offset = 3
    choose_if_there(scene.cycles, use_sample_subset=True, sample_subset_length=9)


def scrambling():
    samples()
    scene.cycles.scrambling_distance = 0.5


def wide():
    """The filter of a pixel reaches over its neighbours."""
    samples()
    scene.cycles.pixel_filter_type = "GAUSSIAN"
    scene.cycles.filter_width = 5.0


def catcher():
    bpy.data.objects["Plane"].is_shadow_catcher = True
    layer.cycles.use_pass_shadow_catcher = True
    render.film_transparent = True


def lights():
    """Many lights, which the light tree chooses from, and caustics."""
    samples()
    for x in range(-3, 4):
        for y in range(-2, 3):
            objects.light_add(type="POINT", location=(x, y, 2.5))
            bpy.context.object.data.energy = 20
    choose_if_there(scene.cycles, use_light_tree=True)
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = True
    scene.cycles.blur_glossy = 0


def clamped():
    """What limits a sample by the others or by the number of all."""
    samples()
    scene.cycles.sample_clamp_indirect = 0.5
    scene.cycles.light_sampling_threshold = 0.2
    scene.cycles.min_transparent_bounces = scene.cycles.min_light_bounces = 2


def manypasses():
    for owner in (layer, layer.cycles):
        for key in owner.bl_rna.properties.keys():
            # How long a pixel took is never the same.
            if key.startswith(("use_pass_", "pass_debug_")):
                setattr(owner, key, True)
    layer.cycles.denoising_store_passes = True


def node_material(item, shader_type, target="Surface"):
    """Gives an item a material of its own; returns its tree and the first shader of it."""
    material = bpy.data.materials.new(item.name)
    material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    shader = tree.nodes.new(shader_type)
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(shader.outputs[0], output.inputs[target])
    item.data.materials.clear()
    item.data.materials.append(material)
    return tree, shader


def diced():
    """Adaptive subdivision with true displacement, diced by the size of pixels."""
    samples()
    if hasattr(scene.cycles, "feature_set"):
        scene.cycles.feature_set = "EXPERIMENTAL"
    scene.cycles.dicing_rate = 2
    ground = bpy.data.objects["Plane"]
    modifier = ground.modifiers.new("s", "SUBSURF")
    modifier.subdivision_type = "SIMPLE"
    owner = modifier if hasattr(modifier, "use_adaptive_subdivision") else ground.cycles
    owner.use_adaptive_subdivision = True
    tree, shader = node_material(ground, "ShaderNodeBsdfDiffuse")
    material = ground.data.materials[0]
    method = material if hasattr(material, "displacement_method") else material.cycles
    method.displacement_method = "BOTH"
    noise = tree.nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 3
    lift = tree.nodes.new("ShaderNodeDisplacement")
    tree.links.new(noise.outputs[0], lift.inputs[0])
    tree.links.new(lift.outputs[0], tree.nodes["Material Output"].inputs["Displacement"])
    # Of one whose size is the object's own.
    if hasattr(modifier, "adaptive_space"):
        other = bpy.data.objects["Suzanne"].modifiers.new("s", "SUBSURF")
        other.use_adaptive_subdivision = True
        other.adaptive_space = "OBJECT"
        other.adaptive_object_edge_length = 0.2


def paths():
    """What a path meets: portals, hair, bumps, bevels, caustics, links of lights, pictures, the sky."""
    samples()
    textures()
    ball = bpy.data.objects["Sphere"]
    tree, glass = node_material(ball, "ShaderNodeBsdfGlass")
    choose_if_there(ball.cycles, is_caustics_caster=True)
    ground = bpy.data.objects["Plane"]
    choose_if_there(ground.cycles, is_caustics_receiver=True)
    for item in bpy.data.objects:
        if item.type == "LIGHT":
            choose_if_there(item.data.cycles, is_caustics_light=True)
    first, second = (bpy.data.objects[name] for name in ("Suzanne", "Suzanne.001"))
    tree, shader = node_material(first, "ShaderNodeBsdfPrincipled")
    for name, value in (("Thin Film Thickness", 400), ("Coat Weight", 0.5), ("Sheen Weight", 0.5),
                        ("Subsurface Weight", 0.4), ("Subsurface", 0.4)):
        if name in shader.inputs:
            shader.inputs[name].default_value = value
    noise = tree.nodes.new("ShaderNodeTexNoise")
    bump = tree.nodes.new("ShaderNodeBump")
    bevel = tree.nodes.new("ShaderNodeBevel")
    tree.links.new(noise.outputs[0], bump.inputs["Height"])
    tree.links.new(bevel.outputs[0], bump.inputs["Normal"])
    tree.links.new(bump.outputs[0], shader.inputs["Normal"])
    tree.links.new(tree.nodes.new("ShaderNodeAmbientOcclusion").outputs[0], shader.inputs[0])
    if hasattr(bpy.types, "ShaderNodeBsdfRayPortal"):
        meshes.primitive_plane_add(location=(-3, -3, 1.2), rotation=(1.3, 0, 0.4))
        tree, shader = node_material(bpy.context.object, "ShaderNodeBsdfRayPortal")
        place = tree.nodes.new("ShaderNodeNewGeometry")
        move = tree.nodes.new("ShaderNodeVectorMath")
        move.inputs[1].default_value = (2, 4, 0)
        tree.links.new(place.outputs["Position"], move.inputs[0])
        tree.links.new(move.outputs[0], shader.inputs["Position"])
    if hasattr(bpy.types, "ShaderNodeRaycast"):
        tree, shader = node_material(second, "ShaderNodeEmission")
        cast = tree.nodes.new("ShaderNodeRaycast")
        tree.links.new(cast.outputs["Hit Distance"], shader.inputs["Strength"])
    if hasattr(second, "light_linking"):
        group = bpy.data.collections.new("lit")
        group.objects.link(second)
        light = bpy.data.objects["Area"]
        light.light_linking.receiver_collection = group
        light.light_linking.blocker_collection = group
    # Strands with the newest of the models that this Blender has.
    curves = bpy.data.hair_curves.new("hair")
    if bpy.app.version >= (3, 5):
        curves.add_curves([4] * 40)
        for number, point in enumerate(curves.points):
            strand, step = divmod(number, 4)
            point.position = (strand * 0.1 - 2, -3.5 + 0.1 * step, 0.3 * step)
            point.radius = 0.03
        hair = bpy.data.objects.new("hair", curves)
        scene.collection.objects.link(hair)
        node_material(hair, "ShaderNodeBsdfHairPrincipled")


def textures():
    """A picture as a texture, and a sky that is sampled; shaders in OSL where they are."""
    import _cycles

    picture = bpy.data.images.new("grid", 256, 256)
    picture.generated_type = "COLOR_GRID"
    picture.pack()
    tree, shader = node_material(bpy.data.objects["Plane"], "ShaderNodeBsdfDiffuse")
    image = tree.nodes.new("ShaderNodeTexImage")
    image.image = picture
    tree.links.new(image.outputs[0], shader.inputs[0])
    sky, nodes = scene.world.node_tree, scene.world.node_tree.nodes
    sky.links.new(nodes.new("ShaderNodeTexSky").outputs[0], nodes["Background"].inputs[0])
    if hasattr(scene.cycles, "texture_resolution_render"):
        render.use_simplify = True
        scene.cycles.texture_resolution_render = 0.5
    # Builds without it show what the other kind of shaders makes.
    scene.cycles.shading_system = _cycles.with_osl


def cloud():
    """A volume that nodes make, which is no mesh; and another space of colours than older files have."""
    if hasattr(bpy.ops.wm, "set_working_color_space") and bpy.app.version >= (5, 0):
        bpy.ops.wm.set_working_color_space(working_space="Linear Rec.2020")
    tree = bpy.data.node_groups.new("cloud", "GeometryNodeTree")
    if hasattr(tree, "interface"):
        tree.interface.new_socket(name="G", in_out="OUTPUT", socket_type="NodeSocketGeometry")
    else:
        tree.outputs.new("NodeSocketGeometry", "G")
    cube = tree.nodes.new("GeometryNodeVolumeCube")
    cube.inputs["Density"].default_value = 0.2
    for name in ("X", "Y", "Z"):
        cube.inputs["Resolution " + name].default_value = 8
    cube.inputs["Min"].default_value = (-4, -4, -4)
    cube.inputs["Max"].default_value = (4, 4, 4)
    fog = bpy.data.materials.new("fog")
    fog.use_nodes = True
    fog.node_tree.nodes.clear()
    scatter = fog.node_tree.nodes.new("ShaderNodeVolumePrincipled")
    output = fog.node_tree.nodes.new("ShaderNodeOutputMaterial")
    fog.node_tree.links.new(scatter.outputs[0], output.inputs["Volume"])
    give = tree.nodes.new("GeometryNodeSetMaterial")
    give.inputs["Material"].default_value = fog
    tree.links.new(cube.outputs[0], give.inputs[0])
    tree.links.new(give.outputs[0], tree.nodes.new("NodeGroupOutput").inputs[0])
    meshes.primitive_cube_add()
    bpy.context.object.modifiers.new("n", "NODES").node_group = tree
    layer.use_pass_cryptomatte_object = False
    scene.cycles.samples = 16


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


def choose(format_name):
    settings = render.image_settings
    if hasattr(settings, "media_type"):
        multilayer = format_name == "layers"
        settings.media_type = "MULTI_LAYER_IMAGE" if multilayer else "IMAGE"
    settings.file_format, settings.color_depth = FORMATS[format_name]
    if format_name == "layers":
        settings.exr_codec = "ZIP"
    if name == "film":
        settings.color_mode = "RGB" if format_name == "jpeg" else "RGBA"
    if render.use_multiview:
        settings.views_format = "INDIVIDUAL"


build()
set_up()
if name != "plain":
    globals()[name]()
for grid in grids.split(","):
    render.resolution_x, render.resolution_y = GRIDS[grid]
    for format_name in formats.split(","):
        choose(format_name)
        stem = "%s_%s_%s" % (name, grid, format_name)
        render.filepath = "//reference/%s_####" % stem
        bpy.ops.wm.save_as_mainfile(filepath=os.path.join(directory, stem + ".blend"), compress=False)
        bpy.ops.render.render(animation=True)
