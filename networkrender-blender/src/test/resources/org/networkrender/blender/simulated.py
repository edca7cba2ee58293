"""Scenes of simulations that nobody has baked, and what one Blender shows of them that plays them."""

import shutil

LAST = 6


def begin(last=LAST):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end = 1, last
    scene.render.image_settings.file_format = "PNG"
    settings(scene)
    scene.camera = added("camera", bpy.data.cameras.new("camera"), (0, -7, 2), (1.35, 0, 0))
    sun = bpy.data.lights.new("sun", "SUN")
    sun.energy = 3
    added("sun", sun, (2, -3, 6), (0.6, 0.3, 0))
    return scene


def settings(scene):
    scene.render.engine = "CYCLES"
    scene.render.resolution_x = scene.render.resolution_y = 32
    scene.cycles.samples = 2
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False


def added(name, data, location=(0, 0, 0), rotation=(0, 0, 0), collection=None):
    item = bpy.data.objects.new(name, data)
    item.location, item.rotation_euler = location, rotation
    (collection or bpy.context.scene.collection).objects.link(item)
    return item


def grid(name, side, steps, location=(0, 0, 0), collection=None):
    mesh = bpy.data.meshes.new(name)
    line = [(i / steps - 0.5) * side for i in range(steps + 1)]
    firsts = [y * (steps + 1) + x for y in range(steps) for x in range(steps)]
    faces = [(f, f + 1, f + steps + 2, f + steps + 1) for f in firsts]
    mesh.from_pydata([(x, y, 0) for y in line for x in line], [], faces)
    return added(name, mesh, location, (0, 0.3, 0), collection)


def box(name, side, location=(0, 0, 0)):
    mesh = bpy.data.meshes.new(name)
    half = side / 2
    corners = [(x * half, y * half, z * half) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]
    sides = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    mesh.from_pydata(corners, [], sides)
    return added(name, mesh, location)


def flag(collection=None):
    item = grid("flag", 3, 8, (0, 0, 1.5), collection)
    item.modifiers.new("Cloth", "CLOTH").settings.quality = 2
    return item


def moved(item, last=LAST):
    item.keyframe_insert("location", frame=1)
    item.location.x += 3
    item.keyframe_insert("location", frame=last)


def finer(item):
    modifier = item.modifiers.new("Finer", "SUBSURF")
    modifier.subdivision_type = "SIMPLE"
    modifier.levels = modifier.render_levels = 1
    return modifier


def cloth():
    begin()
    flag()
    box("ball", 1.4, (0, 0, 0.6)).modifiers.new("Collision", "COLLISION")


def disk_cloth():
    begin()
    flag().modifiers[0].point_cache.use_disk_cache = True


def finer_cloth():
    """Played with the points that are rendered: in the scene as it is saved the window shows fewer."""
    begin()
    item = grid("flag", 3, 4, (0, 0, 1.5))
    finer(item)
    item.modifiers.new("Cloth", "CLOTH")


def soft():
    begin()
    grid("soft", 3, 5, (0, 0, 1.5)).modifiers.new("Soft", "SOFT_BODY")
    bpy.data.objects["soft"].soft_body.use_goal = False


def emitted(first=1):
    begin()
    item = grid("emitter", 3, 3)
    for name in ("one", "two"):
        item.modifiers.new(name, "PARTICLE_SYSTEM")
        it = item.particle_systems[-1].settings
        it.count, it.frame_start, it.frame_end = 30, first, 5
        it.particle_size, it.size_random = 0.3, 0.5
        it.normal_factor, it.lifetime, it.lifetime_random = 3, 3, 0.5
        it.use_rotations, it.angular_velocity_mode, it.angular_velocity_factor = True, "VELOCITY", 4
        it.render_type, it.instance_object = "OBJECT", bpy.data.objects.get("piece") or box("piece", 1, (0, 0, -20))


def particles():
    emitted()


def early_particles():
    emitted(-2)


def hair():
    begin()
    item = grid("fur", 2, 3)
    item.modifiers.new("Hair", "PARTICLE_SYSTEM")
    system = item.particle_systems[0]
    system.use_hair_dynamics = True
    it = system.settings
    it.type, it.count, it.hair_length, it.root_radius, it.tip_radius = "HAIR", 40, 1.5, 4, 3
    moved(item)


def rigid():
    scene = begin()
    with bpy.context.temp_override(scene=scene):
        bpy.ops.rigidbody.world_add()
    scene.rigidbody_world.collection = bpy.data.collections.new("bodies")
    bodies = [box("body%d" % n, 0.8, (n * 0.5 - 0.5, 0, 0.1 + n * 0.9)) for n in range(3)]
    ground = box("ground", 6, (0, 0, -3.4))
    for item in [*bodies, ground]:
        with bpy.context.temp_override(object=item, active_object=item, selected_objects=[item]):
            bpy.ops.rigidbody.object_add()
    ground.rigid_body.type = "PASSIVE"


def paint():
    begin()
    item = grid("wet", 4, 16)
    item.rotation_euler = (0, 0, 0)
    painted(item, "CANVAS")
    surface = item.modifiers[0].canvas_settings.canvas_surfaces[0]
    surface.surface_type, surface.frame_start, surface.frame_end = "WAVE", 1, 20
    brush = box("brush", 1.2, (-1.5, 0, 0))
    painted(brush, "BRUSH")
    moved(brush)


def wet():
    """Paint itself is written as soon as Blender opens the scene."""
    begin()
    painted(grid("canvas", 4, 4), "CANVAS")
    painted(box("brush", 1.2), "BRUSH")


def painted(item, kind):
    bpy.context.view_layer.objects.active = item
    item.modifiers.new("Paint", "DYNAMIC_PAINT").ui_type = kind
    bpy.ops.dpaint.type_toggle(type=kind)


def zone():
    if not hasattr(bpy.types, "GeometryNodeSimulationInput"):
        return False
    begin()
    tree = bpy.data.node_groups.new("moves", "GeometryNodeTree")
    for way in ("INPUT", "OUTPUT"):
        tree.interface.new_socket(name="Geometry", in_out=way, socket_type="NodeSocketGeometry")
    first = tree.nodes.new("GeometryNodeSimulationInput")
    last = tree.nodes.new("GeometryNodeSimulationOutput")
    first.pair_with_output(last)
    step = tree.nodes.new("GeometryNodeTransform")
    step.inputs["Translation"].default_value = (0.2, 0, 0.1)
    tree.links.new(tree.nodes.new("NodeGroupInput").outputs[0], first.inputs["Geometry"])
    tree.links.new(first.outputs["Geometry"], step.inputs[0])
    tree.links.new(step.outputs[0], last.inputs["Geometry"])
    tree.links.new(last.outputs["Geometry"], tree.nodes.new("NodeGroupOutput").inputs[0])
    box("zone", 1).modifiers.new("Nodes", "NODES").node_group = tree


def fluid(kind):
    """Debian's 4.3 and the module end while they play one."""
    sound = bpy.app.version < (4, 0) or (bpy.app.version >= (5, 0) and not bpy.app.module)
    if not bpy.app.build_options.fluid or not sound:
        return None
    begin()
    source = box("source", 0.9, (0, 0, 0.2))
    source.hide_render = True
    flow = source.modifiers.new("Flow", "FLUID")
    flow.fluid_type = "FLOW"
    flow.flow_settings.flow_type, flow.flow_settings.flow_behavior = kind, "INFLOW"
    domain = box("domain", 3)
    modifier = domain.modifiers.new("Domain", "FLUID")
    modifier.fluid_type = "DOMAIN"
    it = modifier.domain_settings
    it.domain_type, it.resolution_max, it.cache_frame_end = "GAS" if kind == "SMOKE" else "LIQUID", 12, 20
    it.cache_directory = "//fluid"
    return domain


def bakeable(kind, cache):
    """A fluid that a person would have to bake, around something in its way."""
    domain = fluid(kind)
    if domain is None:
        return None
    stone = box("stone", 0.6, (0.2, 0, -0.6))
    stone.modifiers.new("Stone", "FLUID").fluid_type = "EFFECTOR"
    it = domain.modifiers[0].domain_settings
    it.cache_type, it.cache_frame_end = cache, LAST + 3
    return domain


def baked_smoke():
    # Debian's 5.2 renders no smoke at all.
    domain = bakeable("SMOKE", "ALL") if bpy.app.version < (5, 0) else None
    if domain is None:
        return False
    domain.modifiers[0].domain_settings.use_noise = True
    fog_of(domain)


def baked_liquid():
    domain = bakeable("LIQUID", "MODULAR")
    if domain is None:
        return False
    domain.modifiers[0].domain_settings.use_mesh = True


def smoke():
    # Of what 5.2 renders here nothing moves.
    domain = fluid("SMOKE") if bpy.app.version < (5, 0) else None
    if domain is None:
        return False
    fog_of(domain)


def fog_of(domain):
    material = bpy.data.materials.new("fog")
    material.use_nodes = True
    nodes = material.node_tree.nodes
    nodes.clear()
    fog = nodes.new("ShaderNodeVolumePrincipled")
    fog.inputs["Density"].default_value = 20
    output = nodes.new("ShaderNodeOutputMaterial")
    material.node_tree.links.new(fog.outputs[0], output.inputs["Volume"])
    domain.data.materials.append(material)


def liquid():
    domain = fluid("LIQUID")
    if domain is None:
        return False
    domain.modifiers[0].domain_settings.use_mesh = True


def instanced():
    scene = begin()
    group = bpy.data.collections.new("group")
    flag(group)
    shown = added("shown", None)
    shown.instance_type, shown.instance_collection = "COLLECTION", group


def other_scene():
    """A scene beside the first one, with a cloth of its own."""
    scene = bpy.context.scene
    other = bpy.data.scenes.new("other")
    settings(other)
    other.camera, other.frame_end = scene.camera, LAST
    for name in ("camera", "sun"):
        other.collection.objects.link(bpy.data.objects[name])
    flag(other.collection)
    return other


def strip():
    scene = begin()
    strips(scene).new_scene("strip", other_scene(), 1, 1)


def composited():
    scene = begin()
    tree = compositor(scene)
    node = tree.nodes.new("CompositorNodeRLayers")
    node.scene = other_scene()
    tree.links.new(node.outputs[0], composite(tree).inputs[0])


def behind():
    """Of a background set Blender shows the objects, whatever else is in that scene."""
    scene = begin()
    scene.background_set = other_scene()


def named():
    """An object of a scene that nobody renders, shown by nodes."""
    begin()
    other_scene()
    tree = bpy.data.node_groups.new("shows", "GeometryNodeTree")
    if hasattr(tree, "interface"):
        tree.interface.new_socket(name="Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
    else:
        tree.outputs.new("NodeSocketGeometry", "Geometry")
    node = tree.nodes.new("GeometryNodeObjectInfo")
    node.inputs["Object"].default_value = bpy.data.objects["flag"]
    tree.links.new(node.outputs["Geometry"], tree.nodes.new("NodeGroupOutput").inputs[0])
    box("shown", 1, (0, 0, 1)).modifiers.new("Nodes", "NODES").node_group = tree


def linked():
    begin()
    item = flag()
    group = bpy.data.collections.new("group")
    group.objects.link(item)
    library = os.path.join(here, "linked", "library.blend")
    bpy.data.libraries.write(library, {group}, fake_user=True)
    scene = begin()
    save("linked")
    with bpy.data.libraries.load(library, link=True, relative=True) as (_, found):
        found.collections = ["group"]
    shown = added("shown", None)
    shown.instance_type, shown.instance_collection = "COLLECTION", bpy.data.collections["group"]


def blurred():
    scene = begin()
    flag()
    scene.render.use_motion_blur, scene.render.motion_blur_shutter = True, 1


def late():
    begin().frame_start = 3
    flag()


def stored():
    begin()
    flag().modifiers[0].point_cache.frame_end = LAST
    with bpy.context.temp_override(scene=bpy.context.scene):
        bpy.ops.ptcache.bake_all(bake=True)


def switched_off():
    begin()
    flag().modifiers[0].show_render = False


def save(name):
    path = os.path.join(here, name, "scene.blend")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    bpy.context.preferences.filepaths.save_version = 0
    bpy.ops.wm.save_as_mainfile(filepath=path, compress=False)


def play(name):
    """As a person does it: plays up to a frame from the first one on, then renders that. Motion blur looks further."""
    path = os.path.join(here, name, "scene.blend")
    for frame in range(1, LAST + 1):
        # A fluid goes on otherwise from frames that were written, since these are of 16 bits.
        shutil.rmtree(os.path.join(here, name, "fluid"), ignore_errors=True)
        bpy.ops.wm.open_mainfile(filepath=path)
        scene = bpy.context.scene
        for each in bpy.data.scenes:
            each.render.threads_mode, each.render.threads = "FIXED", 1
        last = frame + scene.render.use_motion_blur
        for at in [*range(1, last + 1), frame]:
            for each in [*(s for s in bpy.data.scenes if s != scene), scene]:
                bpy.context.window.scene = each
                each.frame_set(at)
        scene.render.filepath = os.path.join(here, "expected", "%s_%04d.png" % (name, frame))
        bpy.ops.render.render(write_still=True)


def bake_fluid(name):
    """As a person does it: by a click that bakes all frames."""
    bpy.ops.wm.open_mainfile(filepath=os.path.join(here, name, "scene.blend"))
    scene, domain = bpy.context.scene, bpy.data.objects["domain"]
    it = domain.modifiers[0].domain_settings
    it.cache_directory = os.path.join(here, name + "-cache")
    steps = [bpy.ops.fluid.bake_all] if it.cache_type == "ALL" else [bpy.ops.fluid.bake_data, bpy.ops.fluid.bake_mesh]
    it.cache_resumable = it.cache_type != "ALL"
    with bpy.context.temp_override(object=domain, active_object=domain):
        for step in steps:
            step()
    scene.render.threads_mode, scene.render.threads = "FIXED", 1
    for frame in range(1, LAST + 1):
        scene.frame_set(frame)
        scene.render.filepath = os.path.join(here, "expected", "%s_%04d.png" % (name, frame))
        bpy.ops.render.render(write_still=True)


def make(function):
    name = function.__name__
    os.makedirs(os.path.join(here, name), exist_ok=True)
    if function() is False:
        return
    save(name)
    if name.startswith("baked_"):
        bake_fluid(name)
    elif name not in ("stored", "switched_off", "wet"):
        play(name)
    for each in ("fluid", "blendcache_scene"):
        shutil.rmtree(os.path.join(here, name, each), ignore_errors=True)
    if name == "finer_cloth":
        bpy.ops.wm.open_mainfile(filepath=os.path.join(here, name, "scene.blend"))
        bpy.data.objects["flag"].modifiers["Finer"].levels = 0
        save(name)


# Blender 3.4 crashes where a compositor shows another scene after other files were open.
for each in (composited, cloth, disk_cloth, finer_cloth, soft, particles, early_particles, hair, rigid, paint, zone, smoke,
             liquid, baked_smoke, baked_liquid, instanced, strip, behind, named, linked, blurred, late, stored, switched_off, wet):
    make(each)
