"""Scenes of the matrix that differ in what is in them."""

import bpy

from matrix_samples import samples
from matrix_start import choose_if_there, layer, meshes, node_material, render, scene


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
