"""Changes for which Cycles may not keep its data, or where nobody has looked whether it may."""

@case
def adaptive_subdivision(scene):
    item, *_ = displaced()
    if hasattr(scene.cycles, "feature_set"):
        scene.cycles.feature_set = "EXPERIMENTAL"
    modifier = item.modifiers.new("Subdivision", "SUBSURF")
    modifier.subdivision_type = "SIMPLE"
    owner = modifier if hasattr(modifier, "use_adaptive_subdivision") else item.cycles
    owner.use_adaptive_subdivision = True
    scene.cycles.dicing_rate = 2
    key(scene.camera, "location", (0, -8, 3), (0, -4, 2), (1, -12, 4))


@case
def displacement_by_place(scene):
    item, tree, noise, _ = displaced()
    node = tree.nodes.new("ShaderNodeNewGeometry")
    tree.links.new(node.outputs["Position"], noise.inputs[0])
    move(item)


@case
def displacement_by_object(scene):
    item, tree, noise, _ = displaced()
    node = tree.nodes.new("ShaderNodeObjectInfo")
    tree.links.new(node.outputs["Location"], noise.inputs[0])
    move(item)


@case
def displacement_and_camera(scene):
    displaced()
    key(scene.camera, "location", (0, -8, 3), (0, -5, 3), (1, -9, 3))


@case
def blur_of_what_starts_later(scene):
    blurred(scene)
    key(on_plane(), "location", (0, 0, 0), (0, 0, 0), (3, 0, 1))


@case
def blur_of_what_is_hidden(scene):
    blurred(scene)
    key(move(on_plane()), "hide_render", False, True, False)


@case
def blur_of_hair(scene):
    blurred(scene)
    key(hair(), "rotation_euler", (0, 0, 0), (0, 0, 1), (0.3, 0, 0))


@case
def exploding(scene):
    item = grid(steps=6)
    item.modifiers.new("Particles", "PARTICLE_SYSTEM")
    item.particle_systems[0].settings.count = 30
    item.particle_systems[0].settings.frame_end = 4
    item.modifiers.new("Explode", "EXPLODE")


@case
def animated_samples(scene):
    on_plane()
    key(scene.cycles, "samples", 4, 1, 8)


@case
def animated_samples_of_layer(scene):
    on_plane()
    key(scene.view_layers[0], "samples", 4, 1, 8)


@case
def animated_simplify(scene):
    cube().modifiers.new("Subdivision", "SUBSURF").render_levels = 3
    scene.render.simplify_subdivision_render = 0
    key(scene.render, "use_simplify", False, True, False)


@case
def several_layers(scene):
    scene.view_layers.new("Second").use_pass_uv = True
    move(cube())


@case
def nodes_with_time(scene):
    tree, came, out = geometry_nodes(cube())
    node = new_node(tree, "GeometryNodeTransform", out)
    tree.links.new(came, node.inputs[0])
    time = tree.nodes.new("GeometryNodeInputSceneTime")
    tree.links.new(time.outputs["Seconds"], node.inputs["Translation"])


@case
def picture_sequence(scene):
    node = coloured("ShaderNodeTexImage")()
    node.image = pictures(6)
    node.image.source = "SEQUENCE"
    node.image_user.frame_duration = 6
    node.image_user.use_auto_refresh = True


# What these show depends on the frames before, with kept data and without.
SIMULATED = {"cloth", "moving_hair", "nodes_with_simulation", "particles", "soft_body"}


@case
def cloth(scene):
    grid(steps=8, height=2).modifiers.new("Cloth", "CLOTH")


@case
def soft_body(scene):
    grid(steps=6, height=2).modifiers.new("Body", "SOFT_BODY")


@case
def moving_hair(scene):
    item = move(hair())
    item.particle_systems[0].use_hair_dynamics = True


@case
def particles(scene):
    item = grid(steps=4)
    item.modifiers.new("Particles", "PARTICLE_SYSTEM")
    settings = item.particle_systems[0].settings
    settings.count = 40
    settings.frame_start, settings.frame_end = 0, 4
    settings.particle_size = 0.3
    settings.render_type = "OBJECT"
    settings.instance_object = cube(location=(0, 0, -5), size=1)


@case
def nodes_with_simulation(scene):
    if not hasattr(bpy.types, "GeometryNodeSimulationInput"):
        return False
    tree, came, out = geometry_nodes(cube())
    first = tree.nodes.new("GeometryNodeSimulationInput")
    last = new_node(tree, "GeometryNodeSimulationOutput", out)
    first.pair_with_output(last)
    node = new_node(tree, "GeometryNodeTransform", last.inputs["Geometry"])
    node.inputs["Translation"].default_value = (0.3, 0, 0)
    tree.links.new(came, first.inputs[0])
    tree.links.new(first.outputs["Geometry"], node.inputs[0])
