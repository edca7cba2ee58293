"""Modifiers that change, for which Cycles may keep its data."""

EDGED = ("BEVEL", "DISPLACE", "SUBSURF", "WIREFRAME")


def ball():
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=3)
    for polygon in bpy.context.object.data.polygons:
        polygon.use_smooth = True
    return bpy.context.object


def modified(kind, **settings):
    def make(scene):
        item = (
            ball()
            if kind in ("DECIMATE", "EDGE_SPLIT")
            else cube() if kind in EDGED else grid(steps=8)
        )
        modifier = item.modifiers.new("Modifier", kind)
        for name, value in settings.items():
            setattr(modifier, name, value(item) if callable(value) else value)
        return modifier

    return make


def texture(item):
    return bpy.data.textures.new("Texture", "CLOUDS")


def moving(item):
    other = cube(location=(1, -1, 1))
    other.hide_render = True
    key(other, "location", (1, -1, 1), (0, -1, 0), (5, 0, 0))
    return other


def lattice(item):
    other = add("Lattice", bpy.data.lattices.new("Lattice"))
    other.scale = (5, 5, 5)
    other.data.points[0].co_deform = (-1, -1, 1)
    key(other, "location", (0, 0, 0), (1, 0, 0), (0, 0, 1))
    return other


def half(item):
    item.vertex_groups.new(name="Half").add(list(range(40)), 1, "REPLACE")
    return "Half"


for kind, settings, path, values in (
    ("ARRAY", {}, "count", (1, 3, 2)),
    ("BEVEL", {}, "width", (0.01, 0.3, 0.6)),
    ("BOOLEAN", {"object": moving}, "show_render", (True, True, False)),
    ("CAST", {}, "factor", (0.0, 1.0, -0.5)),
    ("DECIMATE", {}, "ratio", (1.0, 0.3, 0.6)),
    ("DISPLACE", {"texture": texture}, "mid_level", (0.5, 0.0, 1.0)),
    ("LATTICE", {"object": lattice}, "strength", (1.0, 0.5, 1.0)),
    ("MASK", {"vertex_group": half}, "invert_vertex_group", OFF_ON),
    ("EDGE_SPLIT", {}, "split_angle", (0.0, 3.0, 0.1)),
    ("MIRROR", {"mirror_object": moving}, "show_render", ON_OFF),
    ("SCREW", {}, "angle", (1.0, 3.0, 6.0)),
    ("SHRINKWRAP", {"target": moving}, "offset", (0.0, 0.5, 0.1)),
    ("SIMPLE_DEFORM", {}, "angle", (0.1, 1.0, 2.0)),
    ("SMOOTH", {}, "factor", (0.1, 1.5, -0.5)),
    ("SOLIDIFY", {}, "thickness", (0.01, 0.5, 1.0)),
    ("SUBSURF", {}, "render_levels", (0, 2, 1)),
    ("WAVE", {"height": 1}, "speed", (0.25, 0.5, 0.25)),
    ("WIREFRAME", {}, "thickness", (0.05, 0.4, 0.1)),
):
    each(kind.lower(), modified(kind, **settings), **{path: values})
