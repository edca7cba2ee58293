

def pictures(kit):
    """One picture, a sequence with a gap and an offset, tiles on two objects, a movie."""
    textured(kit, picture(kit.place("one.png"), (1, kit.relative, 0)))
    kit.made(kit.place("one.png"))
    for number in (2, 6, 9):
        picture(kit.place("steps", "step_%04d.png" % number), (number / 9, 0.2, 0.4))
    item, _ = textured(kit, kit.place("steps", "step_0002.png"), "SEQUENCE")
    user_of(item).frame_offset = 1
    kit.made(kit.place("steps"))
    for number in range(1001, 1006):
        picture(kit.place("tiles", "tile.%d.png" % number), (0.2, (number - 1000) / 5, 0.4))
    _, tiles = textured(kit, kit.place("tiles", "tile.1001.png"), "TILED")
    tiles.tiles.new(tile_number=1003)
    textured(kit, kit.place("tiles", "tile.<UDIM>.png"), "TILED", 2, tiles)
    kit.made(kit.place("tiles"))
    textured(kit, shutil.copy(MOVIE, kit.place("movie.mkv")), "MOVIE")
    kit.made(kit.place("movie.mkv"))


def movie(path):
    """Five frames that turn from blue to red, without loss."""
    scene = begin()
    scene.frame_step = 1
    scene.render.resolution_x = scene.render.resolution_y = 16
    new_effect(scene, "colour", "COLOR", 1, 1, 6)
    strip = strips(scene)[0]
    for frame, colour in ((1, (0, 0.2, 1)), (5, (1, 0.2, 0))):
        strip.color = colour
        strip.keyframe_insert("color", frame=frame)
    set_format(scene, "FFMPEG")
    scene.render.ffmpeg.format, scene.render.ffmpeg.codec = "MKV", "FFV1"
    scene.render.use_file_extension = False
    scene.render.filepath = path
    bpy.ops.render.render(animation=True)


def light_profile(kit):
    angles = list(range(0, 181, 10))
    path = kit.place("lamps", "spot.ies")
    with open(path, "w", encoding="ascii") as file:
        file.write("IESNA:LM-63-1995\n[TEST] none\nTILT=NONE\n")
        file.write("1 1000 1 %d 1 1 2 0 0 0\n1 1 100\n" % len(angles))
        file.write(" ".join(map(str, angles)) + "\n0\n")
        file.write(" ".join("3000" if a in (0, 10, 40, 50) else "5" for a in angles) + "\n")
    number = kit.cell()
    item = plane("lit", number)
    material = bpy.data.materials.new("matt")
    item.data.materials[0] = material
    data = bpy.data.lights.new("lamp", "POINT")
    data.energy, data.shadow_soft_size, data.use_nodes = 2, 0.001, True
    lamp = bpy.data.objects.new("lamp", data)
    lamp.location = (*cell(number)[:2], 0.6)
    bpy.context.scene.collection.objects.link(lamp)
    node = data.node_tree.nodes.new("ShaderNodeTexIES")
    node.mode, node.filepath = "EXTERNAL", kit.spell(path)
    emission = next(n for n in data.node_tree.nodes if n.type == "EMISSION")
    data.node_tree.links.new(node.outputs[0], emission.inputs["Strength"])
    kit.made(path)


def font_files():
    fonts = bpy.utils.system_resource("DATAFILES", path="fonts")
    return [
        os.path.join(directory, name)
        for root in (fonts, "/usr/share/fonts")
        for directory, _, names in os.walk(root)
        for name in sorted(names)
        if name.endswith((".ttf", ".otf", ".pfb"))
    ]


def letters(kit):
    found = font_files()
    if not found:
        return
    path = shutil.copy(found[0], kit.place("fonts", "face" + os.path.splitext(found[0])[1]))
    curve = bpy.data.curves.new("letters", "FONT")
    curve.body, curve.font = "Ag", bpy.data.fonts.load(path)
    curve.font.filepath = kit.spell(path)
    item = bpy.data.objects.new("letters", curve)
    item.location = cell(kit.cell())
    bpy.context.scene.collection.objects.link(item)
    glowing(item)
    kit.made(path)


def sound(path):
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(1600))
    return path


def speaker(kit):
    data = bpy.data.speakers.new("speaker")
    data.sound = bpy.data.sounds.load(sound(kit.place("hum.wav")))
    data.sound.filepath = kit.spell(kit.place("hum.wav"))
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("speaker", data))
    kit.made(kit.place("hum.wav"))


def model(kit, extension, index):
    """A triangle, or what the kind of file can hold."""
    path = kit.place("models", "model%d.%s" % (index, extension))
    high = 0.2 + index * 0.05
    corners = [(-0.4, -0.4, 0), (0.4, -0.4, 0), (0, high, 0)]
    lines = ["%g %g %g" % each for each in corners]
    if extension == "vdb":
        return shutil.copy(volume_file(), path)
    if extension == "obj":
        text = "".join("v %s\n" % each for each in lines) + "f 1 2 3\n"
    elif extension == "stl":
        text = "solid m\nfacet normal 0 0 1\nouter loop\n"
        text += "".join("vertex %s\n" % each for each in lines) + "endloop\nendfacet\nendsolid m\n"
    elif extension == "ply":
        text = "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\n"
        text += "property float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n"
        text += "\n".join(lines) + "\n3 0 1 2\n"
    elif extension == "csv":
        text = "size\n%g\n" % high
    else:
        text = "WT"
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
    return path


def shown_model(tree, reader, extension):
    """What a node has read, as something that can be seen."""
    links, nodes = tree.links, tree.nodes
    if extension == "txt":
        curves = nodes.new("GeometryNodeStringToCurves")
        curves.inputs["Size"].default_value = 0.4
        links.new(reader.outputs[0], curves.inputs["String"])
        real = nodes.new("GeometryNodeRealizeInstances")
        links.new(curves.outputs[0], real.inputs[0])
        filled = nodes.new("GeometryNodeFillCurve")
        links.new(real.outputs[0], filled.inputs[0])
        return filled.outputs[0]
    if extension == "csv":
        grid = nodes.new("GeometryNodeMeshGrid")
        size = nodes.new("GeometryNodeInputNamedAttribute")
        size.inputs["Name"].default_value = "size"
        points = nodes.new("GeometryNodeInstanceOnPoints")
        links.new(reader.outputs[0], points.inputs["Points"])
        links.new(grid.outputs[0], points.inputs["Instance"])
        links.new(size.outputs[0], points.inputs["Scale"])
        result = points.outputs[0]
    elif extension == "vdb":
        mesh = nodes.new("GeometryNodeVolumeToMesh")
        links.new(reader.outputs[0], mesh.inputs[0])
        return mesh.outputs[0]
    else:
        result = reader.outputs[0]
    real = nodes.new("GeometryNodeRealizeInstances")
    links.new(result, real.inputs[0])
    return real.outputs[0]


def imported(kit):
    """Nodes of geometry that read a file: the path in the node, or as an input of the modifier."""
    kinds = [("OBJ", "obj", True), ("OBJ", "obj", False), ("STL", "stl", True), ("PLY", "ply", True)]
    kinds += [("CSV", "csv", True), ("VDB", "vdb", True), ("Text", "txt", True)]
    for index, (name, extension, own) in enumerate(kinds):
        if not hasattr(bpy.types, "GeometryNodeImport" + name):
            continue
        path = model(kit, extension, index)
        # Relative ones 4.3 does not find itself.
        spelled = kit.spell(path) if bpy.app.version >= (4, 5) else path
        item = plane("model", kit.cell())
        tree = bpy.data.node_groups.new(name, "GeometryNodeTree")
        tree.interface.new_socket(name="Geometry", in_out="OUTPUT", socket_type="NodeSocketGeometry")
        reader = tree.nodes.new("GeometryNodeImport" + name)
        paint = tree.nodes.new("GeometryNodeSetMaterial")
        paint.inputs["Material"].default_value = item.data.materials[0]
        tree.links.new(shown_model(tree, reader, extension), paint.inputs[0])
        tree.links.new(paint.outputs[0], tree.nodes.new("NodeGroupOutput").inputs[0])
        modifier = item.modifiers.new("nodes", "NODES")
        if own:
            reader.inputs[0].default_value = spelled
            modifier.node_group = tree
        else:
            give(modifier, tree, reader, spelled)
        kit.made(path)


def give(modifier, tree, reader, path):
    socket = tree.interface.new_socket(name="File", in_out="INPUT", socket_type="NodeSocketString")
    socket.subtype = "FILE_PATH"
    tree.links.new(tree.nodes.new("NodeGroupInput").outputs[0], reader.inputs[0])
    modifier.node_group = tree
    identifier = next(i.identifier for i in tree.interface.items_tree if i.name == "File")
    if hasattr(modifier, "properties"):
        getattr(modifier.properties.inputs, identifier).value = path
    else:
        modifier[identifier] = path


def compiles_shaders():
    import _cycles

    return _cycles.with_osl


def shader_script(kit):
    if not compiles_shaders():
        return
    path = kit.place("shaders", "stripes.osl")
    with open(path, "w", encoding="ascii") as file:
        file.write("shader stripes(output color Col = 0) { Col = color(fmod(P[0] * 3 + 9, 1.0), 0.5, 0); }\n")
    bpy.context.scene.cycles.shading_system = True

    def script(nodes):
        node = nodes.new("ShaderNodeScript")
        node.mode, node.filepath = "EXTERNAL", kit.spell(path)
        if not len(node.outputs):
            # The module lacks what reads the sockets of a shader, and can compile it all the same.
            node.outputs.new("NodeSocketColor", "Col")
        return node

    glowing(plane("osl", kit.cell()), script)
    kit.made(path)


def camera_script(scene, kit):
    """The camera of the whole picture, as it was before: seen from above, without perspective."""
    if not compiles_shaders() or "custom_filepath" not in bpy.types.Camera.bl_rna.properties:
        return
    path = kit.place("shaders", "camera.osl")
    with open(path, "w", encoding="ascii") as file:
        file.write(
            "shader camera(output point position = 0, output vector direction = 0,"
            " output color throughput = 1) {"
            " position = point((P[0] - 0.5) * 10, (P[1] - 0.5) * 8, 0);"
            " direction = vector(0, 0, 1); }\n"
        )
    data = scene.camera.data
    data.type, data.custom_mode = "CUSTOM", "EXTERNAL"
    data.custom_filepath = kit.spell(path)
    kit.made(path)
