"""Tells what becomes of add-ons that cannot be used; the scripts lie beside this file."""

import stat
import sys
import zipfile

sys.path.insert(0, here)
# The configuration of whoever tests stays as it is.
for name in ("CONFIG", "SCRIPTS", "EXTENSIONS"):
    os.environ["BLENDER_USER_" + name] = os.path.join(here, "user", name.lower())
import addon_files
import addons
import bpy

addon_files.MOST_FILES = 5
addon_files.MOST_BYTES = 5000


def packed(name, files):
    path = os.path.join(here, name + ".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in files.items():
            archive.writestr(member, text)
    return path


def link(name, mode):
    member = zipfile.ZipInfo(name)
    member.external_attr = mode << 16
    return member


INFO = "bl_info = {'name': 'x', 'blender': %s}\n"
GOOD = INFO % "(2, 80, 0)" + "def register(): pass\ndef unregister(): pass\n"
MANIFEST = 'id = "%s"\ntype = "%s"\nblender_version_min = "%s"\n'
with open(os.path.join(here, "text.zip"), "w") as file:
    file.write("no archive")
whole = packed("whole", {"whole/__init__.py": GOOD + "#" * 4000})
with open(whole, "rb") as file:
    content = bytearray(file.read())
content[60] ^= 0xFF
with open(os.path.join(here, "damaged.zip"), "wb") as file:
    file.write(content)
packed("photos", {"a.txt": "a", "b/c.txt": "c"})
packed("module", {"module.py": "print('no add-on')"})
packed("up", {"up/__init__.py": GOOD, "../../up.py": GOOD})
packed("root", {"/etc/up.py": GOOD})
packed("drive", {"C:/up.py": GOOD})
packed("back", {"up\\..\\..\\up.py": GOOD})
packed("link", {"up/__init__.py": GOOD, link("up/link", stat.S_IFLNK | 0o777): "/etc/passwd"})
packed("pipe", {link("up/pipe", stat.S_IFIFO | 0o777): ""})
packed("many", {"many/%d.py" % number: "" for number in range(6)})
packed("bomb", {"bomb/__init__.py": GOOD + "#" * 5000})
packed("raises", {"raises/__init__.py": INFO % "(2, 80, 0)" + "def register():\n    raise ValueError('no luck')\n"})
packed("imports", {"imports.py": GOOD + "import no_such_module\n"})
packed("exits", {"exits.py": INFO % "(2, 80, 0)" + "def register():\n    raise SystemExit(0)\n"})
packed("wrong", {"wrong.py": "bl_info = {'name': 'x'\ndef register(): pass\n"})
packed("odd", {"odd name/__init__.py": GOOD})
packed("cycles", {"cycles/__init__.py": GOOD})
packed("theme", {"blender_manifest.toml": MANIFEST % ("theme", "theme", "4.2.0"), "__init__.py": ""})
packed("later", {"later/blender_manifest.toml": MANIFEST % ("later", "add-on", "99.1.0"), "later/__init__.py": ""})
packed("nameless", {"blender_manifest.toml": "type = 'add-on'\n", "__init__.py": ""})
packed("broken", {"blender_manifest.toml": "id = \n", "__init__.py": ""})
packed("future", {"future.py": GOOD.replace("(2, 80, 0)", "(99, 1, 0)")})
packed("whole", {"good_one.py": GOOD, "__MACOSX/x": ""})

for name in (
    "text", "damaged", "photos", "module", "up", "root", "drive", "back", "link", "pipe", "many", "bomb",
    "raises", "imports", "exits", "wrong", "odd", "cycles", "theme", "later", "nameless", "broken", "future",
    "whole",
):  # fmt: skip
    try:
        shown = name + ".zip"
        _, warnings = addons.enable_all([{"name": shown, "zip": os.path.join(here, shown)}])
        print("TOLD %s: fine %s" % (name, warnings))
    except addons.AddOnProblem as problem:
        print("TOLD %s: %s" % (name, problem))
        assert "\n" not in str(problem)
try:
    addons.enable_all([{"name": "nobody"}], [here])
except addons.AddOnProblem as problem:
    print("TOLD nobody: %s | %s" % (problem, problem.advice))
below = [name for _, _, names in os.walk(here) for name in names]
print("TOLD outside:", [name for name in below + os.listdir(os.path.dirname(here)) if name == "up.py"])
print("TOLD extensions:", bpy.app.version >= (4, 2, 0))
