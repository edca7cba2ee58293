"""Changes for which Cycles may keep its data."""

COLOURS = ((1, 0, 0, 1), (0, 1, 0, 1), (0, 0, 1, 1))
TURNS = ((0, 0, 0), (0.3, 0.5, 1), (1, 1, 2))
SIZES = ((1, 1, 1), (0.5, 1, 1), (1, 0.3, 2))
PLACES = ((0, 0, 0), (1, 0.5, 0), (0, 0, 1))
OFF_ON = (False, True, False)
ON_OFF = (True, False, True)

each(
    "object", on_plane, location=PLACES, rotation_euler=TURNS, scale=SIZES, delta_location=PLACES,
    delta_scale=SIZES, hide_render=OFF_ON, is_holdout=OFF_ON, is_shadow_catcher=OFF_ON,
    visible_camera=ON_OFF, visible_diffuse=ON_OFF,  visible_shadow=ON_OFF,
    
)  # fmt: skip
each("object on a mirror", lambda scene: on_mirror(), visible_glossy=ON_OFF)
each("object that comes", on_plane, hide_render=ON_OFF)
each("object that vanishes", on_plane, scale=((1, 1, 1), (0, 0, 0), (1, 1, 1)))
each("object mirrored", uneven, scale=((1, 1, 1), (-1, 1, 1), (1, 1, -1)))
each("only light", lambda scene: (on_plane(), bpy.data.objects["Sun"])[1], hide_render=OFF_ON)
each(
    "light",
    lambda scene: (lamp("POINT")(scene), bpy.data.objects["Lamp"])[1],
    hide_render=ON_OFF,
    location=PLACES,
)
each(
    "camera", lambda scene: (on_plane(), scene.camera.data)[1], lens=(50.0, 20.0, 85.0),
    shift_x=(0.0, 0.3, -0.3), shift_y=(0.0, 0.3, -0.3), sensor_width=(36.0, 20.0, 50.0),
    clip_start=(0.1, 7.5, 0.1), clip_end=(100.0, 9.0, 100.0), type=("PERSP", "ORTHO", "PERSP"),
)  # fmt: skip
each(
    "camera",
    lambda scene: (on_plane(), scene.camera)[1],
    location=((0, -8, 3), (1, -6, 3), (-2, -9, 4)),
)
each(
    "sun",
    lambda scene: (on_plane(), bpy.data.lights["Sun"])[1],
    energy=(3.0, 0.0, 5.0),
    angle=(0.01, 0.5, 0.1),
)
each(
    "point", lamp("POINT"), energy=(400.0, 0.0, 900.0), color=((1, 1, 1), (1, 0, 0), (0, 0, 1)),
    shadow_soft_size=(0.1, 2.0, 1.0), type=("POINT", "SPOT", "AREA"), 
)  # fmt: skip
each("area", lamp("AREA"), size=(0.2, 3.0, 1.0), shape=("SQUARE", "DISK", "SQUARE"))
each("spot", lamp("SPOT"), spot_size=(1.0, 0.4, 2.0), spot_blend=(0.0, 1.0, 0.5))
each("base colour", shaded("Base Color"), default_value=COLOURS)
each("roughness", shaded("Roughness"), default_value=(0.0, 1.0, 0.5))
each("alpha", shaded("Alpha"), default_value=(1.0, 0.3, 0.0))
each("transmission", shaded("Transmission", "Transmission Weight"), default_value=(0.0, 1.0, 0.5))
each("subsurface", shaded("Subsurface", "Subsurface Weight"), default_value=(0.0, 1.0, 0.0))
each(
    "noise",
    lambda scene: coloured("ShaderNodeTexNoise")().inputs["Scale"],
    default_value=(1.0, 9.0, 3.0),
)
each("world", lambda scene: (on_plane(), background(scene)[1])[1], default_value=(1.0, 0.0, 2.0))


def background(scene):
    return scene.world.node_tree.nodes["Background"].inputs


@case
def camera_focus(scene):
    target = on_plane()
    focus = scene.camera.data.dof
    focus.use_dof = True
    focus.aperture_fstop = 0.1
    key(focus, "focus_distance", 8.0, 3.0, 12.0)
    key(focus, "aperture_fstop", 0.2, 0.1, 2.0)
    move(target)


@case
def camera_markers(scene):
    on_plane()
    other = add("Other", bpy.data.cameras.new("Other"), (3, -5, 2))
    other.rotation_euler = (1.2, 0, 0.5)
    for frame, camera in ((1, scene.camera), (3, other), (5, scene.camera)):
        scene.timeline_markers.new("m%d" % frame, frame=frame).camera = camera


@case
def parent_and_constraint(scene):
    parent = empty()
    item = on_plane()
    item.parent = parent
    constraint = item.constraints.new("TRACK_TO")
    constraint.target = empty((3, 3, 3))
    key(constraint, "influence", 0.0, 0.5, 1.0)
    key(parent, "rotation_euler", *TURNS)


@case
def strip_of_animation(scene):
    animation = move(on_plane()).animation_data
    animation.nla_tracks.new().strips.new("strip", 1, animation.action)
    animation.action = None


@case
def drivers(scene):
    item = on_plane()
    tree, _ = material(item)
    item.driver_add("location", 0).driver.expression = "frame * 0.3"
    path = 'nodes["Principled BSDF"].inputs[0].default_value'
    tree.driver_add(path, 0).driver.expression = "frame * 0.2"


@case
def object_info(scene):
    tree, shader = material(cube())
    item = bpy.context.object
    node = tree.nodes.new("ShaderNodeObjectInfo")
    tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])
    tree.links.new(node.outputs["Object Index"], shader.inputs["Roughness"])
    key(item, "color", *COLOURS)
    key(item, "pass_index", 0, 1, 0)


@case
def attribute_of_object(scene):
    node = coloured("ShaderNodeAttribute")()
    node.attribute_type = "OBJECT"
    node.attribute_name = "shade"
    node.id_data.links.new(node.outputs["Fac"], node.outputs[0].links[0].to_socket)
    key(bpy.context.object, '["shade"]', 0.0, 0.5, 1.0)


@case
def texture_of_other_object(scene):
    node = coloured("ShaderNodeTexChecker")()
    coordinates = node.id_data.nodes.new("ShaderNodeTexCoord")
    coordinates.object = move(empty())
    node.id_data.links.new(coordinates.outputs["Object"], node.inputs[0])


@case
def colour_ramp(scene):
    node = coloured("ShaderNodeValToRGB")()
    new_node(node.id_data, "ShaderNodeTexNoise", node.inputs[0])
    key(node.color_ramp.elements[0], "position", 0.0, 0.5, 0.3)
    key(node.color_ramp.elements[1], "color", *COLOURS)


@case
def emission(scene):
    tree, shader = material(on_plane())
    socket(shader, "Emission", "Emission Color").default_value = (1, 1, 1, 1)
    key(shader.inputs["Emission Strength"], "default_value", 0.0, 8.0, 0.0)


@case
def emitter_that_comes(scene):
    item = on_plane()
    tree, shader = material(item)
    socket(shader, "Emission", "Emission Color").default_value = (1, 1, 1, 1)
    shader.inputs["Emission Strength"].default_value = 5
    key(item, "hide_render", True, False, True)


@case
def bump(scene):
    tree, shader = material(grid())
    node = new_node(tree, "ShaderNodeBump", shader.inputs["Normal"])
    new_node(tree, "ShaderNodeTexNoise", node.inputs["Height"])
    key(node.inputs["Strength"], "default_value", 0.0, 1.0, 0.5)


@case
def volume_in_cube(scene):
    item = cube()
    tree, shader = material(item)
    tree.nodes.remove(shader)
    volume = new_node(
        tree, "ShaderNodeVolumePrincipled", tree.nodes["Material Output"].inputs["Volume"]
    )
    key(volume.inputs["Density"], "default_value", 1.0, 0.1, 3.0)
    move(item)
    key(item, "scale", *SIZES)


@case
def volume_that_is_uneven(scene):
    tree, shader = material(cube())
    tree.nodes.remove(shader)
    volume = new_node(
        tree, "ShaderNodeVolumePrincipled", tree.nodes["Material Output"].inputs["Volume"]
    )
    texture = new_node(tree, "ShaderNodeTexChecker", volume.inputs["Density"])
    key(texture.inputs["Scale"], "default_value", 1.0, 5.0, 3.0)


# Blender 5 asks the shader for two million points of an uneven volume before each picture: seconds.
volume_that_is_uneven.turn = (1, 3, 1)


@case
def volume_of_world(scene):
    cube()
    tree = scene.world.node_tree
    volume = new_node(tree, "ShaderNodeVolumeScatter", tree.nodes["World Output"].inputs["Volume"])
    key(volume.inputs["Density"], "default_value", 0.05, 0.0, 0.2)


@case
def picture_on_object(scene):
    coloured("ShaderNodeTexImage")().image = pictures(1)
    move(bpy.context.object)


@case
def shape_keys(scene):
    item = cube()
    item.shape_key_add(name="Basis")
    shape = item.shape_key_add(name="Shape")
    shape.data[6].co = (1, 1, 4)
    key(shape, "value", 0.0, 1.0, 0.5)


@case
def armature(scene):
    bpy.ops.object.armature_add()
    rig = bpy.context.object
    item = cube()
    item.vertex_groups.new(name="Bone").add([0, 2, 4, 6], 1, "REPLACE")
    item.modifiers.new("Armature", "ARMATURE").object = rig
    bone = rig.pose.bones[0]
    bone.rotation_mode = "XYZ"
    key(bone, "rotation_euler", (0, 0, 0), (0.5, 0, 0), (0, 0, 1))


@case
def curve_and_path(scene):
    bpy.ops.curve.primitive_bezier_circle_add(radius=2)
    path = bpy.context.object
    path.data.bevel_depth = 0.2
    path.data.path_duration = 5
    constraint = cube(size=1).constraints.new("FOLLOW_PATH")
    constraint.target = path
    key(path.data, "eval_time", 0.0, 2.0, 4.0)
    key(path.data, "bevel_factor_end", 1.0, 0.3, 0.7)


@case
def text(scene):
    bpy.ops.object.text_add()
    bpy.context.object.rotation_euler.x = 1.3
    key(bpy.context.object.data, "extrude", 0.0, 0.2, 0.5)


@case
def balls(scene):
    bpy.ops.object.metaball_add()
    bpy.ops.object.metaball_add()
    key(bpy.context.object, "location", (1.5, 0, 0), (2.5, 0, 0), (1, 0, 1))


@case
def shared_mesh(scene):
    item = cube()
    key(add("Other", item.data), "location", (2, 0, 0), (-2, 0, 0), (0, 2, 0))
    key(item, "hide_render", *OFF_ON)


@case
def instances_of_collection(scene):
    collection = bpy.data.collections.new("Collection")
    item = cube(size=1)
    scene.collection.objects.unlink(item)
    collection.objects.link(item)
    instance = empty()
    instance.instance_type = "COLLECTION"
    instance.instance_collection = collection
    move(item)
    key(instance, "rotation_euler", *TURNS)


@case
def instances_of_vertices(scene):
    parent = grid(steps=2)
    item = cube(size=0.5)
    item.parent = parent
    parent.instance_type = "VERTS"
    move(parent)
    key(parent, "show_instancer_for_render", *ON_OFF)
    key(item, "scale", *SIZES)


@case
def nodes_with_instances(scene):
    item = cube(size=0.5)
    tree, came, out = geometry_nodes(item)
    node = new_node(tree, "GeometryNodeInstanceOnPoints", out)
    line = new_node(tree, "GeometryNodeMeshLine", node.inputs["Points"])
    line.inputs["Count"].default_value = 3
    tree.links.new(came, node.inputs["Instance"])
    key(item, "rotation_euler", *TURNS)


@case
def nodes_with_other_object(scene):
    other = move(cube(size=1))
    other.hide_render = True
    tree, _, out = geometry_nodes(cube())
    node = tree.nodes.new("GeometryNodeObjectInfo")
    node.transform_space = "RELATIVE"
    node.inputs[0].default_value = other
    tree.links.new(node.outputs["Geometry"], out)


@case
def light_links(scene):
    data = lamp("POINT")(scene)
    light = bpy.data.objects["Lamp"]
    if not hasattr(light, "light_linking"):
        return False
    receivers = bpy.data.collections.new("Receivers")
    receivers.objects.link(bpy.data.objects["Cube"])
    light.light_linking.receiver_collection = receivers
    key(data, "energy", 400.0, 0.0, 900.0)
    move(bpy.data.objects["Cube"])


@case
def many_lights(scene):
    on_plane()
    for index in range(5):
        light = add("Lamp", bpy.data.lights.new("Lamp", "POINT"))
        light.data.energy = 100
        key(light, "location", (index - 2, -2, 2), (2 - index, -1, 3), (index - 2, 0, 4))


@case
def all_at_once(scene):
    item = move(on_plane())
    tree, shader = material(item)
    key(shader.inputs["Base Color"], "default_value", *COLOURS)
    key(cube(location=(2, 0, 0), size=1), "rotation_euler", *TURNS)
    key(scene.camera.data, "lens", 50.0, 20.0, 85.0)
    key(bpy.data.lights["Sun"], "energy", 3.0, 0.0, 5.0)
    key(background(scene)[1], "default_value", 1.0, 0.2, 2.0)
