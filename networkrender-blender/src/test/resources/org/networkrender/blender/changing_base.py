"""What scenes that change over time are made of: each test scene shows one kind of change."""

import math
import os

import bpy

CASES = {}


def case(make):
    """Registers a function that adds to an empty scene; it returns False where a Blender cannot."""
    CASES[make.__name__] = make
    return make


def each(name, make, **properties):
    """One case for each property of what a function adds to the scene."""
    for path, values in properties.items():
        CASES[name + " " + path] = lambda scene, path=path, values=values: key(
            make(scene), path, *values
        )


def start():
    # Opening a file takes a tenth of the time that Blender's own settings take, add-ons and all.
    empty = os.path.join(here, "empty.blend")
    if not os.path.exists(empty):
        bpy.ops.wm.read_factory_settings(use_empty=True)
        bpy.ops.wm.save_as_mainfile(filepath=empty)
    bpy.ops.wm.open_mainfile(filepath=empty, load_ui=False)
    scene = bpy.context.scene
    render = scene.render
    render.engine = "CYCLES"
    render.resolution_x = render.resolution_y = 32
    render.image_settings.file_format = "PNG"
    render.image_settings.color_depth = "16"
    scene.cycles.samples = 4
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.frame_start, scene.frame_end = 1, 5
    scene.camera = add("Camera", bpy.data.cameras.new("Camera"), (0, -8, 3))
    scene.camera.rotation_euler.x = math.radians(72)
    sun = add("Sun", bpy.data.lights.new("Sun", "SUN"))
    sun.data.energy = 3
    sun.rotation_euler = (0.6, 0.3, 0)
    scene.world = bpy.data.worlds.new("World")
    scene.world.use_nodes = True
    return scene


def add(name, data, location=(0, 0, 0)):
    item = bpy.data.objects.new(name, data)
    item.location = location
    bpy.context.scene.collection.objects.link(item)
    return item


def empty(location=(0, 0, 0)):
    return add("Empty", None, location)


def cube(scene=None, location=(0, 0, 0), size=2):
    bpy.ops.mesh.primitive_cube_add(size=size, location=location)
    return bpy.context.object


def plane():
    bpy.ops.mesh.primitive_plane_add(size=8, location=(0, 0, -1))
    return bpy.context.object


def on_plane(scene=None):
    plane()
    return cube()


def uneven(scene):
    item = on_plane()
    item.rotation_euler = (0.3, 0.2, 0.5)
    item.data.vertices[6].co = (1, 1, 3)
    return item


def on_mirror():
    item = on_plane()
    socket(material(bpy.data.objects["Plane"])[1], "Metallic").default_value = 1
    return item


def grid(scene=None, steps=10, size=4, height=0):
    bpy.ops.mesh.primitive_grid_add(
        x_subdivisions=steps, y_subdivisions=steps, size=size, location=(0, 0, height)
    )
    return bpy.context.object


def lamp(kind):
    def make(scene):
        on_plane()
        item = add("Lamp", bpy.data.lights.new("Lamp", kind), (1, -2, 4))
        item.data.energy = 400
        return item.data

    return make


def key(owner, path, *values):
    """Gives a property values at the frames 1, 3 and 5."""
    for frame, value in zip((1, 3, 5), values):
        if path.startswith("["):
            owner[path[2:-2]] = value
        else:
            setattr(owner, path, value)
        owner.keyframe_insert(path, frame=frame)


def move(item):
    key(item, "location", (0, 0, 0), (1, 0.5, 0), (0, 0, 1))
    return item


def material(item):
    made = bpy.data.materials.new("Material")
    made.use_nodes = True
    item.data.materials.append(made)
    return made.node_tree, made.node_tree.nodes["Principled BSDF"]


def socket(node, *names):
    """The input that has the first of these names that this Blender knows."""
    return next(node.inputs[name] for name in names if name in node.inputs)


def shaded(name, *others):
    """The input of the shader of a cube."""
    return lambda scene: socket(material(on_plane())[1], name, *others)


def new_node(tree, kind, target):
    """A node whose first output goes into an input."""
    node = tree.nodes.new(kind)
    tree.links.new(node.outputs[0], target)
    return node


def coloured(kind):
    """A node that colours a cube."""

    def make(scene=None):
        tree, shader = material(cube())
        return new_node(tree, kind, shader.inputs["Base Color"])

    return make


def displaced(scene=None):
    item = grid(steps=20)
    tree, _ = material(item)
    owner = item.data.materials[0]
    if not hasattr(owner, "displacement_method"):
        owner = owner.cycles
    owner.displacement_method = "DISPLACEMENT"
    node = new_node(
        tree, "ShaderNodeDisplacement", tree.nodes["Material Output"].inputs["Displacement"]
    )
    noise = new_node(tree, "ShaderNodeTexNoise", node.inputs["Height"])
    return item, tree, noise, node


def geometry_nodes(item):
    """Returns the tree, what comes in, and what goes out."""
    tree = bpy.data.node_groups.new("Nodes", "GeometryNodeTree")
    for kind in ("INPUT", "OUTPUT"):
        if hasattr(tree, "interface"):
            tree.interface.new_socket(
                name="Geometry", in_out=kind, socket_type="NodeSocketGeometry"
            )
        else:
            sockets = tree.inputs if kind == "INPUT" else tree.outputs
            sockets.new("NodeSocketGeometry", "Geometry")
    item.modifiers.new("Nodes", "NODES").node_group = tree
    came = tree.nodes.new("NodeGroupInput").outputs[0]
    return tree, came, tree.nodes.new("NodeGroupOutput").inputs[0]


def hair():
    item = grid(steps=4)
    item.modifiers.new("Hair", "PARTICLE_SYSTEM")
    settings = item.particle_systems[0].settings
    settings.type = "HAIR"
    settings.count = 30
    settings.hair_length = 1
    return item


def pictures(number):
    """The first of a sequence of small pictures."""
    for index in range(1, number + 1):
        image = bpy.data.images.new("made", 8, 8)
        image.pixels = [index / 6, 1 - index / 6, index % 2, 1] * 64
        image.filepath_raw = os.path.join(here, "s_%03d.png" % index)
        image.file_format = "PNG"
        image.save()
        bpy.data.images.remove(image)
    return bpy.data.images.load(os.path.join(here, "s_001.png"))


def blurred(scene):
    scene.render.use_motion_blur = True
    scene.render.motion_blur_shutter = 1
