"""Makes scenes that want what no Blender here has, each a few objects, and one of simulations."""

import os

import bpy


def begin():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = 32, 32
    scene.cycles.samples = 1
    scene.cycles.use_denoising = False
    scene.frame_start, scene.frame_end = 1, 2
    scene.camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.collection.objects.link(scene.camera)
    return scene


def mesh(name, collection=None):
    data = bpy.data.meshes.new(name)
    data.from_pydata([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)], [], [(0, 1, 2, 3)])
    item = bpy.data.objects.new(name, data)
    (collection or bpy.context.scene.collection).objects.link(item)
    return item


def save(name):
    path = os.path.join(here, name)
    bpy.ops.wm.save_as_mainfile(filepath=path, compress=False)
    return path


def replaced(name, **pairs):
    """What another installation would have saved: names of one length in the place of others."""
    path = os.path.join(here, name)
    with open(path, "rb") as file:
        content = file.read()
    for old, new in pairs.items():
        old, new = old.replace("_", "-").encode(), new.encode()
        assert len(old) == len(new) and old + b"\0" in content, old
        content = content.replace(old + b"\0", new + b"\0")
    with open(path, "wb") as file:
        file.write(content)


def unknown_engine():
    class Fancy(bpy.types.RenderEngine):
        bl_idname, bl_label = "FANCY_RAYS", "Fancy"

    bpy.utils.register_class(Fancy)
    scene = begin()
    scene.render.engine = "FANCY_RAYS"
    save("engine.blend")
    begin()
    bpy.utils.unregister_class(Fancy)


def unknown_node():
    class Custom(bpy.types.ShaderNodeCustomGroup):
        bl_idname, bl_label = "NB_CUSTOM", "Custom"

    bpy.utils.register_class(Custom)
    begin()
    item = mesh("painted")
    material = bpy.data.materials.new("paint")
    material.use_nodes = True
    tree = material.node_tree
    group = bpy.data.node_groups.new("inner", "ShaderNodeTree")
    if hasattr(group, "interface"):
        group.interface.new_socket(name="Color", in_out="OUTPUT", socket_type="NodeSocketColor")
    else:
        group.outputs.new("NodeSocketColor", "Color")
    node = tree.nodes.new("NB_CUSTOM")
    node.name, node.node_tree = "Rust", group
    target = next(n for n in tree.nodes if n.type == "BSDF_PRINCIPLED")
    tree.links.new(node.outputs[0], target.inputs[0])
    item.data.materials.append(material)
    unused = tree.nodes.new("NB_CUSTOM")
    unused.name = "Unused"
    save("node.blend")
    begin()
    bpy.utils.unregister_class(Custom)


def unknown_colours():
    scene = begin()
    scene.view_settings.view_transform = "Standard"
    image = bpy.data.images.new("bump", 4, 4)
    image.pack()
    image.colorspace_settings.name = "Non-Color"
    image.use_fake_user = True
    save("colours.blend")
    replaced("colours.blend", Standard="Show LUT", Non_Color="Odd Color")


def broken_library():
    begin()
    keeps, loses = mesh("keeps"), mesh("loses")
    library = os.path.join(here, "library.blend")
    bpy.data.libraries.write(library, {keeps, loses}, fake_user=True)
    begin()
    with bpy.data.libraries.load(library, link=True, relative=True) as (_, linked):
        linked.objects = ["keeps", "loses"]
    for item in linked.objects:
        bpy.context.scene.collection.objects.link(item)
    save("broken.blend")
    begin()
    bpy.data.libraries.write(library, {mesh("keeps")}, fake_user=True)


def cyclic_libraries():
    begin()
    picture = bpy.data.images.new("deep", 4, 4)
    picture.filepath_raw = os.path.join(here, "deep.png")
    picture.file_format = "PNG"
    picture.save()
    mesh("one")
    bpy.data.images["deep"].source = "FILE"
    bpy.data.images["deep"].use_fake_user = True
    save("one.blend")
    begin()
    with bpy.data.libraries.load(os.path.join(here, "one.blend"), link=True) as (_, linked):
        linked.objects, linked.images = ["one"], ["deep"]
    bpy.context.scene.collection.objects.link(linked.objects[0])
    mesh("two")
    save("two.blend")
    bpy.ops.wm.open_mainfile(filepath=os.path.join(here, "one.blend"))
    with bpy.data.libraries.load(os.path.join(here, "two.blend"), link=True) as (_, linked):
        linked.objects = ["two"]
    bpy.context.scene.collection.objects.link(linked.objects[0])
    bpy.ops.wm.save_mainfile()


def simulations():
    """Nothing of it is baked: in the scene, in instances, in a library, in a scene of a strip."""
    begin()
    flag = mesh("library-flag")
    flag.modifiers.new("c", "CLOTH")
    library = os.path.join(here, "flags.blend")
    bpy.data.libraries.write(library, {flag}, fake_user=True)
    scene = begin()
    with bpy.data.libraries.load(library, link=True, relative=True) as (_, linked):
        linked.objects = ["library-flag"]
    scene.collection.objects.link(linked.objects[0])
    group = bpy.data.collections.new("group")
    mesh("instanced-flag", group).modifiers.new("c", "CLOTH")
    shown = bpy.data.objects.new("shown", None)
    shown.instance_type, shown.instance_collection = "COLLECTION", group
    scene.collection.objects.link(shown)
    fur = mesh("fur")
    fur.modifiers.new("p", "PARTICLE_SYSTEM")
    system = fur.particle_systems[0]
    system.settings.type = "HAIR"
    system.use_hair_dynamics = True
    still = mesh("still-fur")
    still.modifiers.new("p", "PARTICLE_SYSTEM")
    still.particle_systems[0].settings.type = "HAIR"
    wet = mesh("wet")
    bpy.context.view_layer.objects.active = wet
    wet.modifiers.new("d", "DYNAMIC_PAINT").ui_type = "CANVAS"
    bpy.ops.dpaint.type_toggle(type="CANVAS")
    smoke = mesh("smoke").modifiers.new("f", "FLUID")
    smoke.fluid_type = "DOMAIN"
    if hasattr(bpy.types, "GeometryNodeSimulationOutput"):
        tree = bpy.data.node_groups.new("nodes", "GeometryNodeTree")
        inner = bpy.data.node_groups.new("inner", "GeometryNodeTree")
        inner.nodes.new("GeometryNodeSimulationOutput")
        tree.nodes.new("GeometryNodeGroup").node_tree = inner
        mesh("zone").modifiers.new("n", "NODES").node_group = tree
    other = bpy.data.scenes.new("other")
    other.camera = scene.camera
    mesh("strip-flag", other.collection).modifiers.new("c", "CLOTH")
    alone = bpy.data.scenes.new("alone")
    mesh("never-flag", alone.collection).modifiers.new("c", "CLOTH")
    strips(scene).new_scene("strip", other, 1, 1)
    save("simulations.blend")


def domain(name, kind):
    item = mesh(name)
    modifier = item.modifiers.new("f", "FLUID")
    modifier.fluid_type = "DOMAIN"
    it = modifier.domain_settings
    it.domain_type, it.cache_type, it.resolution_max, it.cache_frame_end = "GAS", kind, 6, 2
    it.cache_directory = os.path.join(here, "fluid-" + name)
    bpy.context.view_layer.objects.active = item
    return item, it


def fluids():
    begin()
    for name, kind in (("replayed", "REPLAY"), ("modular", "MODULAR"), ("whole", "ALL")):
        domain(name, kind)
    domain("hidden", "ALL")[0].hide_render = True
    domain("off", "ALL")[0].modifiers[0].show_render = False
    save("fluids.blend")
    # Debian's 4.3 and the module end in the middle of a bake.
    sound = bpy.app.version < (4, 0) or (bpy.app.version >= (5, 0) and not bpy.app.module)
    if not bpy.app.build_options.fluid or not sound:
        return
    begin()
    _, settings = domain("begun", "MODULAR")
    settings.use_noise = True
    bpy.ops.fluid.bake_data()
    save("begun.blend")
    bpy.ops.fluid.bake_noise()
    save("finished.blend")


def scripts():
    begin()
    item = mesh("driven")
    driver = item.driver_add("location", 0).driver
    driver.type, driver.expression = "SCRIPTED", "__import__('os').getpid() * 0"
    text = bpy.data.texts.new("boot.py")
    text.use_module = True
    item["notes"] = os.path.join(here, "notes.txt")
    item["elsewhere"] = os.path.join(here, "no-notes.txt")
    with open(item["notes"], "w", encoding="ascii") as file:
        file.write("for the author")
    save("scripts.blend")


def shown():
    """The add-on has shown a still, whose file is gone; then somebody uses it."""
    begin()
    path = os.path.join(here, "still.png")
    image = bpy.data.images.new("Network Render", 4, 4)
    image.filepath_raw = path
    image.file_format = "PNG"
    image.save()
    bpy.data.images.remove(image)
    image = bpy.data.images.load(path)
    image["networkrender_shown"] = True
    image.use_fake_user = True
    save("shown.blend")
    bpy.data.textures.new("used", "IMAGE").image = image
    bpy.data.textures["used"].use_fake_user = True
    save("used.blend")
    os.remove(path)


def drive(block, path, expression, index=-1):
    curve = block.driver_add(path, index)
    curve.driver.type, curve.driver.expression = "SCRIPTED", expression
    return curve


def hidden_scripts():
    """Drivers that the window of the scene does not show, and those of which no picture depends."""
    scene = begin()
    alone = bpy.data.scenes.new("alone")
    drive(mesh("unseen", alone.collection), "location", "sum(range(4)) * 10", 0)
    drive(mesh("fine"), "location", "0 * frame ** 2", 0)
    drive(mesh("muted"), "location", "sum(range(5)) * 10", 0).mute = True
    save("harmless.blend")
    shy = mesh("shy")
    shy.hide_viewport = True
    drive(shy, "location", "sum(range(3)) * 10", 0)
    drive(shy.shape_key_add(name="key").id_data, "eval_time", "sum(range(6)) * 0")
    material = bpy.data.materials.new("paint")
    material.use_nodes = True
    path = 'nodes["%s"].inputs["Roughness"].default_value' % material.node_tree.nodes[0].name
    drive(material.node_tree, path, "sum(range(7)) * 0")
    shy.data.materials.append(material)
    behind = bpy.data.scenes.new("behind")
    scene.background_set = behind
    prop = mesh("prop", behind.collection)
    prop.hide_viewport = True
    drive(prop, "location", "sum(range(8)) * 0", 0)
    save("hidden.blend")


shown()
unknown_engine()
unknown_node()
scripts()
hidden_scripts()
unknown_colours()
broken_library()
cyclic_libraries()
simulations()
fluids()
