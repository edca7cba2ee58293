

def bake(item, cache):
    scene = bpy.context.scene
    with bpy.context.temp_override(point_cache=cache, scene=scene, active_object=item, object=item):
        bpy.ops.ptcache.bake(bake=True)


def cloth(name, number):
    item = plane(name, number, 6)
    item.location.z = 2
    cache = item.modifiers.new("Cloth", "CLOTH").point_cache
    item.modifiers["Cloth"].settings.quality = 1
    cache.frame_start, cache.frame_end, cache.name = 1, 5, name
    return item, cache


def beside():
    """Where Blender keeps caches of the file that is open."""
    path = bpy.data.filepath
    name = "blendcache_" + os.path.splitext(os.path.basename(path))[0]
    return os.path.join(os.path.dirname(path), name)


def external_cache(kit):
    """Baked beside the file, then moved elsewhere and read from there."""
    item, cache = cloth("flag", kit.cell())
    cache.use_disk_cache = True
    bake(item, cache)
    away = kit.place("caches", "external")
    shutil.move(beside(), away)
    with bpy.context.temp_override(point_cache=cache, scene=bpy.context.scene, active_object=item, object=item):
        bpy.ops.ptcache.free_bake()
    cache.use_disk_cache = False
    cache.use_external, cache.index, cache.name = True, 0, "flag"
    cache.filepath = kit.spell(away)
    assert "points found" in cache.info, cache.info
    kit.made(away)


def own_cache(kit):
    item, cache = cloth("banner", kit.cell())
    cache.use_disk_cache = True
    bake(item, cache)
    kit.made(beside())


def mesh_cache(kit, kind):
    item = plane(kind, kit.cell())
    points = [[v.co[:] for v in item.data.vertices]]
    points.append([(x * 0.4, y * 0.7, z + 0.5) for x, y, z in points[0]])
    flat = array.array("f", [c for frames in points for point in frames for c in point])
    path = kit.place("caches", "points." + kind.lower())
    with open(path, "wb") as file:
        if kind == "MDD":
            times = array.array("f", [0.0, 1.0])
            times.byteswap()
            flat.byteswap()
            file.write(struct.pack(">ii", 2, 4) + times.tobytes() + flat.tobytes())
        else:
            file.write(struct.pack("<12siiffi", b"POINTCACHE2\0", 1, 4, 0, 1, 2) + flat.tobytes())
    modifier = item.modifiers.new("cache", "MESH_CACHE")
    modifier.cache_format, modifier.filepath = kind, kit.spell(path)
    modifier.play_mode = "CUSTOM"
    modifier.time_mode, modifier.eval_frame = "FRAME", 1
    kit.made(path)


def mesh_caches(kit):
    mesh_cache(kit, "MDD")
    mesh_cache(kit, "PC2")


OCEAN = os.path.join(here, "ocean", "")


def waves(item):
    modifier = item.modifiers.new("Ocean", "OCEAN")
    modifier.resolution, modifier.frame_start, modifier.frame_end = 2, 1, 5
    modifier.spatial_size, modifier.size, modifier.wave_scale = 8, 0.1, 0.3
    modifier.choppiness = 0.2
    return modifier


def make_ocean():
    begin()
    item = plane("ocean", 0)
    waves(item).filepath = OCEAN
    activate(item)
    bpy.ops.object.ocean_bake(modifier="Ocean")
    # It writes on in a thread of its own.
    until = time.monotonic() + 120
    while not os.path.exists(OCEAN + "disp_0005.exr") or os.path.getsize(OCEAN + "disp_0005.exr") < 100:
        assert time.monotonic() < until, "no ocean"
        time.sleep(0.05)


def ocean(kit):
    path = kit.place("caches", "ocean", "")
    shutil.copytree(OCEAN, path, dirs_exist_ok=True)
    modifier = waves(plane("ocean", kit.cell()))
    modifier.filepath = kit.spell(path)
    mark_as_baked(modifier)
    modifier.wave_scale = 0.05
    kit.made(path)


def mark_as_baked(modifier):
    """Only Blender with windows notes that the bake has ended: in the byte before the geometry mode."""
    memory = (ctypes.c_ubyte * 2000).from_address(modifier.as_pointer())
    states = []
    for mode in ("GENERATE", "DISPLACE"):
        modifier.geometry_mode = mode
        states.append(bytes(memory))
    modifier.geometry_mode = "GENERATE"
    # What lies behind it in memory changes as well.
    changed = next(n for n in range(2000) if states[0][n] != states[1][n])
    assert not modifier.is_cached
    memory[changed - 1] = 1
    assert modifier.is_cached


def smoke(kit):
    """A fluid cache."""
    # Debian's 4.3 and the module end in the middle of a bake.
    sound = bpy.app.version < (4, 0) or (bpy.app.version >= (5, 0) and not bpy.app.module)
    if not bpy.app.build_options.fluid or not sound:
        return
    number = kit.cell()
    data = bpy.data.meshes.new("domain")
    corners = [(x * 0.45, y * 0.45, z * 0.45) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]
    sides = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    data.from_pydata(corners, [], sides)
    domain = bpy.data.objects.new("domain", data)
    source = bpy.data.objects.new("source", data.copy())
    source.scale = (0.6, 0.6, 0.6)
    source.hide_render = True
    for item in (domain, source):
        item.location = cell(number)
        bpy.context.scene.collection.objects.link(item)
    flow = source.modifiers.new("flow", "FLUID")
    flow.fluid_type = "FLOW"
    flow.flow_settings.flow_type, flow.flow_settings.flow_behavior = "SMOKE", "INFLOW"
    modifier = domain.modifiers.new("domain", "FLUID")
    modifier.fluid_type = "DOMAIN"
    settings = modifier.domain_settings
    settings.domain_type, settings.resolution_max = "GAS", 8
    settings.cache_type, settings.cache_frame_end = "ALL", 5
    settings.cache_directory = kit.spell(kit.place("caches", "smoke", ""))
    if hasattr(settings, "cache_data_format"):
        settings.cache_data_format = "OPENVDB"
    activate(domain)
    bpy.ops.fluid.bake_all()
    foggy(domain)
    kit.made(kit.place("caches", "smoke"))
    frames = kit.place("caches", "smoke", "data", "fluid_data_0001.vdb")
    if os.path.exists(frames) and not VOLUMES:
        VOLUMES.extend(frames.replace("0001", "%04d" % frame) for frame in range(1, 6))


VOLUMES = []


def volume_file():
    return VOLUMES[0]


def volumes(kit):
    """A sequence of volumes, if anything here can write one."""
    if not VOLUMES:
        return
    for frame, path in enumerate(VOLUMES, 1):
        shutil.copy(path, kit.place("volumes", "v_%04d.vdb" % frame))
    volume = bpy.data.volumes.new("volume")
    volume.filepath = kit.spell(kit.place("volumes", "v_0001.vdb"))
    volume.is_sequence, volume.frame_duration, volume.frame_start = True, 5, 1
    item = bpy.data.objects.new("volume", volume)
    item.location = cell(kit.cell())
    bpy.context.scene.collection.objects.link(item)
    foggy(item)
    kit.made(kit.place("volumes"))


def foggy(item):
    material = bpy.data.materials.new("fog")
    material.use_nodes = True
    nodes = material.node_tree.nodes
    nodes.clear()
    fog = nodes.new("ShaderNodeVolumePrincipled")
    fog.inputs["Emission Strength"].default_value = 0.5
    output = nodes.new("ShaderNodeOutputMaterial")
    material.node_tree.links.new(fog.outputs[0], output.inputs["Volume"])
    item.data.materials.append(material)


def node_bakes(kit):
    """Bakes of geometry nodes: by Blender's own directory beside the file, and by a chosen one."""
    if not hasattr(bpy.types, "NodesModifierBake"):
        return
    for kind in ("simulation", "chosen"):
        item = plane("baked", kit.cell())
        tree = bpy.data.node_groups.new(kind, "GeometryNodeTree")
        tree.interface.new_socket(name="Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
        grid = tree.nodes.new("GeometryNodeMeshGrid")
        grid.inputs[0].default_value = grid.inputs[1].default_value = 0.5
        if kind == "simulation":
            first = tree.nodes.new("GeometryNodeSimulationInput")
            last = tree.nodes.new("GeometryNodeSimulationOutput")
            first.pair_with_output(last)
            step = tree.nodes.new("GeometryNodeTransform")
            step.inputs["Translation"].default_value = (0.08, 0, 0)
            tree.links.new(grid.outputs[0], first.inputs["Geometry"])
            tree.links.new(first.outputs["Geometry"], step.inputs[0])
            tree.links.new(step.outputs[0], last.inputs["Geometry"])
        else:
            last = bake_node(tree)
            tree.links.new(grid.outputs[0], last.inputs["Geometry"])
        paint = tree.nodes.new("GeometryNodeSetMaterial")
        paint.inputs["Material"].default_value = item.data.materials[0]
        tree.links.new(last.outputs["Geometry"], paint.inputs[0])
        tree.links.new(paint.outputs[0], tree.nodes.new("NodeGroupOutput").inputs[0])
        chosen = kit.place("caches", "chosen", "")
        bake_nodes(item, tree, "" if kind == "simulation" else kit.spell(chosen))
        # Computed anew it would look different.
        grid.inputs[0].default_value = grid.inputs[1].default_value = 0.2
        kit.made(beside() if kind == "simulation" else chosen)


def bake_node(tree):
    node = tree.nodes.new("GeometryNodeBake")
    if "Geometry" not in node.inputs:
        node.bake_items.new("GEOMETRY", "Geometry")
    return node


def bake_nodes(item, tree, directory, modifier=None):
    modifier = modifier or item.modifiers.new("nodes", "NODES")
    modifier.node_group = tree
    modifier.bake_target = "DISK"
    bpy.context.view_layer.update()
    bake = modifier.bakes[0]
    bake.bake_mode = "ANIMATION"
    if directory:
        bake.use_custom_path, bake.directory = True, directory
    activate(item)
    bpy.ops.object.geometry_node_bake_single(
        session_uid=item.session_uid, modifier_name="nodes", bake_id=bake.bake_id
    )
    return modifier


def make_volumes():
    """The bake of a volume leaves files that any node or object can read."""
    if not hasattr(bpy.types, "NodesModifierBake"):
        return
    begin()
    path = os.path.join(here, "volumes.blend")
    save(path)
    tree = bpy.data.node_groups.new("volume", "GeometryNodeTree")
    tree.interface.new_socket(name="Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
    cube = tree.nodes.new("GeometryNodeVolumeCube")
    clock = tree.nodes.new("GeometryNodeInputSceneTime")
    tree.links.new(clock.outputs["Frame"], cube.inputs["Density"])
    for name, value in (("Min", -0.4), ("Max", 0.4)):
        cube.inputs[name].default_value = (value, value, value)
    for axis in "XYZ":
        cube.inputs["Resolution " + axis].default_value = 4
    bake = bake_node(tree)
    tree.links.new(cube.outputs[0], bake.inputs["Geometry"])
    tree.links.new(bake.outputs["Geometry"], tree.nodes.new("NodeGroupOutput").inputs[0])
    item = plane("volume", 0)
    bake_nodes(item, tree, "//baked")
    blobs = os.path.join(here, "baked", "blobs")
    VOLUMES.extend(os.path.join(blobs, n) for n in sorted(os.listdir(blobs)) if n.endswith(".vdb"))
    assert len(VOLUMES) == 5


def exchanged(kit):
    """Alembic and USD, where this build has them."""
    options = bpy.app.build_options
    kinds = [("alembic", ".abc")] * bool(options.alembic) + [("usd", ".usdc")] * bool(options.usd)
    for kind, extension in kinds:
        item = plane(kind, kit.cell())
        activate(item)
        shrinking = item.modifiers.new("shrinking", "CAST")
        shrinking.size = 0.1
        for frame, factor in ((1, 0), (5, 0.6)):
            shrinking.factor = factor
            shrinking.keyframe_insert("factor", frame=frame)
        path = kit.place("caches", kind + extension)
        if kind == "alembic":
            bpy.ops.wm.alembic_export(filepath=path, start=1, end=5, selected=True, as_background_job=False)
        else:
            bpy.ops.wm.usd_export(filepath=path, selected_objects_only=True, export_animation=True)
        item.modifiers.clear()
        item.animation_data_clear()
        bpy.ops.cachefile.open(filepath=path)
        file = next(each for each in bpy.data.cache_files if each.filepath.endswith(extension))
        modifier = item.modifiers.new("cache", "MESH_SEQUENCE_CACHE")
        modifier.cache_file = file
        file.filepath = kit.spell(path)
        bpy.context.view_layer.update()
        paths = [each.path for each in file.object_paths]
        modifier.object_path = next(each for each in paths if each.endswith("%s/%s" % (kind, kind)))
        kit.made(path)


def sculpted(kit):
    item = plane("sculpted", kit.cell())
    modifier = item.modifiers.new("levels", "MULTIRES")
    activate(item)
    bpy.ops.object.multires_subdivide(modifier="levels", mode="CATMULL_CLARK")
    path = kit.place("caches", "sculpted.btx")
    bpy.ops.object.multires_external_save(filepath=path, modifier="levels")
    modifier.filepath = kit.spell(path)
    kit.made(path)
