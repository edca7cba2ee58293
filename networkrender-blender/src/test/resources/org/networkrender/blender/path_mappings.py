"""Where files of other machines are found here, by the names that a scene there has for them."""

import os
import sys

sys.path.insert(0, here)

import file_groups
import path_mapping
import path_rules


def mapped(scene, files):
    """A mapping of files there to files here, which are made."""
    places = {}
    for there, local in {scene: "shot/shot.blend", **files}.items():
        place = os.path.join(here, "job", local)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        open(place, "w").close()
        places[there] = place
    return path_mapping.Mapping(places, scene.rpartition("/" if "/" in scene else "\\")[0])


def leads(mapping, text, wanted, sequence=False):
    local = mapping.local(mapping.original(text, None), sequence)
    wanted = wanted and os.path.join(here, "job", wanted)
    assert local == wanted, (text, local, wanted)
    assert local is None or file_groups.exists(local, sequence), (text, local)


# The names here are those that a job allows.
linux = mapped(
    "/proj/shot/shot.blend",
    {
        "/proj/tex/oak?.1001.png": "tex/oak_.1001.png",
        "/proj/tex/a|b 1:.u1_v2.png": "tex/a_b 1_.u1_v2.png",
        "/proj/tex/con.1001.png": "tex/_con_1001_png",
        "/proj/tex/walk*7*0101.png": "tex/walk_7_0101.png",
        "/proj/tex/con.0101.exr": "tex/_con_0101_exr",
        "/proj/tex/wood_01.png": "tex/wood_01.png",
    },
)
leads(linux, "/proj/tex/oak?.<UDIM>.png", "tex/oak_.<UDIM>.png")
leads(linux, "//../tex/oak?.<UDIM>.png", "tex/oak_.<UDIM>.png")
leads(linux, "/proj/tex/a|b 1:.<UVTILE>.png", "tex/a_b 1_.<UVTILE>.png")
leads(linux, "/proj/tex/con.<UDIM>.png", "tex/_con_<UDIM>_png")
leads(linux, "/proj/tex/walk*7*0001.png", "tex/walk_7_0001.png", True)
leads(linux, "/proj/tex/con.0001.exr", "tex/_con_0001_exr", True)
leads(linux, "/proj/tex", "tex")
leads(linux, "/proj/TEX/wood_01.png", None)
# Only of a sequence another number is the same thing.
leads(linux, "/proj/tex/wood_02.png", None)
leads(linux, "/proj/tex/wood_02.png", "tex/wood_02.png", True)

windows = mapped(
    "C:\\proj\\shot\\shot.blend",
    {
        "C:\\proj\\tex\\Wood.1001.png": "tex/Wood.1001.png",
        "C:\\proj\\tex\\Shot_0101.png": "tex/Shot_0101.png",
        "\\\\server\\share\\tex\\Leaf.1001.png": "share/Leaf.1001.png",
        "\\\\server\\share\\tex\\Bark.png": "share/Bark.png",
    },
)
leads(windows, "C:\\proj\\tex\\Wood.<UDIM>.png", "tex/Wood.<UDIM>.png")
leads(windows, "c:/Proj/Tex/wood.<UDIM>.PNG", "tex/Wood.<UDIM>.png")
leads(windows, "//..\\tex\\wood.<UDIM>.png", "tex/Wood.<UDIM>.png")
leads(windows, "C:\\proj\\tex\\Shot_0001.png", "tex/Shot_0001.png", True)
leads(windows, "C:\\proj\\tex\\shot_0101.png", "tex/Shot_0101.png", True)
leads(windows, "C:\\proj\\tex\\shot_0101.png", "tex/Shot_0101.png")
leads(windows, "\\\\server\\share\\tex\\Leaf.<UDIM>.png", "share/Leaf.<UDIM>.png")
leads(windows, "\\\\SERVER\\share\\tex\\bark.png", "share/Bark.png")

# What a file system may take for one lies apart; where that tears a directory, it is known.
apart = mapped(
    "/p/shot/shot.blend",
    {
        "/p/Tex/f_1.png": "Tex/f_1.png",
        "/p/tex/f_1.png": "_2/tex/f_1.png",
        "/p/tex/f_2.png": "_2/tex/f_2.png",
        "/p/fluid/data/1.vdb": "fluid/data/1.vdb",
        "/p/fluid/Data/1.vdb": "_3/fluid/Data/1.vdb",
        "/p/cache/flag_1.bphys": "cache/flag_1.bphys",
        "/p/cache/Flag_1.bphys": "_4/cache/Flag_1.bphys",
    },
)
leads(apart, "/p/tex/f_9.png", "_2/tex/f_9.png", True)
leads(apart, "/p/Tex/f_9.png", "Tex/f_9.png", True)
leads(apart, "/p/shot", "shot")
assert apart.torn == {"/p", "/p/fluid", "/p/cache"}, apart.torn

# A text in a node is a path only if it looks like one: this would be another text on each machine.
assert all(map(path_rules.may_be_path, ("//tex", "/tex", "C:tex", "\\\\server\\tex", "tex/a.ply", "7.ply")))
assert not any(map(path_rules.may_be_path, ("tex", "Hello", "tex/a", "Position")))

print("ALL ARE FOUND")
