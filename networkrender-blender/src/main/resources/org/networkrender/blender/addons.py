"""Enables the add-ons that a job brings, in this Blender's own configuration, before a scene is opened.

That configuration is empty and ends with this process: nothing of the machine's owner is in it or changes.
"""

import ast
import os
import re
import sys
import traceback

import addon_files
import bpy

# The Python module brings it along, once it is there itself.
import addon_utils

MANIFEST = "blender_manifest.toml"
REPOSITORY = "user_default"
# Blender knows extensions from then on.
EXTENSIONS = (4, 2, 0)
MOST_NAMES = 40
NAME = re.compile(r"[A-Za-z_][\w-]*")

AddOnProblem = addon_files.AddOnProblem


def enable_all(wanted, places=()):
    """Enables add-ons in their order; returns what each is, and what a person should know.

    wanted: of each its name, and where its files are: a ZIP file, or places by names; without these it is
    looked for in the directories of the user's add-ons, which `places` names, and among Blender's own.
    """
    told = []
    warnings = []
    for each in wanted:
        told.append(enable(each, places, warnings))
    return told, warnings


def enable(each, places, warnings):
    shown = each["name"]
    if each.get("zip"):
        place(addon_files.ZipFiles(shown, each["zip"]), warnings)
        return {}
    if each.get("files"):
        place(addon_files.PlacedFiles(shown, each["files"]), warnings)
        return {}
    name = shown.rpartition(".")[2]
    for directory in places:
        for member in (name, name + ".py"):
            if NAME.fullmatch(name) and os.path.exists(os.path.join(directory, member)):
                files = addon_files.installed(directory, member)
                place(addon_files.PlacedFiles(shown, files), warnings)
                return {"top": directory, "files": sorted(files.values())}
    own = own_names()
    if shown not in own:
        mine = installed_names(places)
        names = sorted(mine, key=str.lower) + sorted(own - mine, key=str.lower)
        more = len(names) - MOST_NAMES
        raise AddOnProblem(
            "There is no add-on %s for Blender %s here" % (shown, bpy.app.version_string),
            "Name its ZIP file, or one of those that are installed: "
            + ", ".join(names[:MOST_NAMES])
            + (", and %d more" % more if more > 0 else ""),
        )
    register(shown, shown, "")
    return {}


def directories():
    """Where this process has the add-ons that a job brought."""
    places = [bpy.utils.user_resource("SCRIPTS", path="addons")]
    if bpy.app.version >= EXTENSIONS:
        places.append(bpy.utils.user_resource("EXTENSIONS", path=REPOSITORY))
    return [os.path.normpath(place) for place in places if place]


def user_places(templates):
    """The directories of the user's add-ons for this version of Blender."""
    version = "%d.%d" % bpy.app.version[:2]
    found = []
    for template in templates:
        path = template.replace("{version}", version)
        if not path.endswith("*"):
            found.append(path)
        elif os.path.isdir(path[:-1]):
            # Each repository of extensions has one.
            found += [os.path.join(path[:-1], name) for name in sorted(os.listdir(path[:-1]))]
    return [path for path in found if os.path.isdir(path)]


def own_names():
    """The add-ons that Blender brings along."""
    return {module.__name__ for module in addon_utils.modules()}


def installed_names(places):
    found = set()
    for directory in places:
        for member in os.listdir(directory):
            stem, dot, end = member.partition(".")
            whole = os.path.join(directory, member)
            package = os.path.isfile(os.path.join(whole, "__init__.py"))
            if NAME.fullmatch(stem) and (package if not dot else end == "py"):
                found.add(stem)
    return found


def place(files, warnings):
    """Puts the files where Blender looks for them, and enables what they are."""
    names = files.names()
    top = extension_top(names)
    if top is not None and bpy.app.version >= EXTENSIONS:
        place_extension(files, top)
        return
    modules = classic_modules(files, top, warnings)
    if not modules:
        if top is not None:
            raise AddOnProblem(
                "The add-on %s is an extension, which Blender %s does not know"
                % (files.shown, bpy.app.version_string),
                "Extensions need Blender 4.2 or newer: choose one with --blender-version, or an older"
                " version of the add-on",
            )
        raise AddOnProblem(
            "The file %s is no add-on: it has neither %s nor a module with bl_info"
            % (files.shown, MANIFEST),
            "Name the ZIP file of an add-on",
        )
    directory = bpy.utils.user_resource("SCRIPTS", path="addons", create=True)
    if directory not in sys.path:
        # Blender looks there only if it was there at its start.
        sys.path.append(directory)
    for name in names:
        copy(files, name, os.path.join(directory, *moved(name, modules).split("/")))
    for module in sorted(set(modules.values())):
        register(module, files.shown, directory)


def extension_top(names):
    """The directory of the manifest within the files, with a separator; None without one."""
    if MANIFEST in names:
        return ""
    tops = {name.partition("/")[0] for name in names}
    return tops.copy().pop() + "/" if len(tops) == 1 and "%s/%s" % (*tops, MANIFEST) in names else None


def place_extension(files, top):
    import tomllib

    try:
        manifest = tomllib.loads(files.text(top + MANIFEST))
    except tomllib.TOMLDecodeError as error:
        raise AddOnProblem(
            "The %s of the add-on %s cannot be read: %s" % (MANIFEST, files.shown, error), ""
        ) from error
    identifier = manifest.get("id")
    if not isinstance(identifier, str) or not NAME.fullmatch(identifier):
        raise AddOnProblem("The %s of the add-on %s has no id" % (MANIFEST, files.shown), "")
    if manifest.get("type", "add-on") != "add-on":
        raise AddOnProblem("The extension %s is a %s, no add-on" % (files.shown, manifest["type"]), "")
    refuse_version(files.shown, manifest)
    directory = bpy.utils.user_resource("EXTENSIONS", path=REPOSITORY, create=True)
    for name in files.names():
        if name.startswith(top):
            copy(files, name, os.path.join(directory, identifier, *name[len(top) :].split("/")))
    register("bl_ext.%s.%s" % (REPOSITORY, identifier), files.shown, directory)


def refuse_version(shown, manifest):
    least = version(manifest.get("blender_version_min"))
    below = version(manifest.get("blender_version_max"))
    here = bpy.app.version
    if (least and here < least) or (below and here >= below):
        wanted = "Blender %s or newer" % text(least) if least and here < least else ""
        raise AddOnProblem(
            "The add-on %s wants %s, and this is Blender %s"
            % (shown, wanted or "a Blender older than " + text(below), bpy.app.version_string),
            "Choose a version of Blender with --blender-version, or another version of the add-on",
        )


def version(value):
    numbers = value.split(".") if isinstance(value, str) else value
    try:
        return tuple(int(number) for number in numbers)[:3] if numbers else None
    except (TypeError, ValueError):
        return None


def text(numbers):
    return ".".join(map(str, numbers))


def classic_modules(files, top, warnings):
    """Modules with bl_info: names within the files, and the modules that they become."""
    found = {}
    for name in files.names():
        first, _, rest = name.partition("/")
        if not rest and name.endswith(".py") and name != "__init__.py":
            module = name[:-3]
        elif rest == "__init__.py":
            module = first
        elif name == "__init__.py":
            module = flat_name(files, top)
        else:
            continue
        info = bl_info(files.text(name))
        if info is not None and NAME.fullmatch(module):
            found[name] = module
            least = version(info.get("blender"))
            if least and bpy.app.version < least:
                warnings.append(
                    "the add-on %s was written for Blender %s or newer" % (files.shown, text(least))
                )
    return found


def flat_name(files, top):
    """What a package is called whose files lie in no directory."""
    told = re.search(r'^id\s*=\s*"(\w+)"', files.text(MANIFEST), re.M) if top == "" else None
    return told.group(1) if told else re.sub(r"\W", "_", os.path.splitext(files.shown)[0])


def moved(name, modules):
    return "%s/%s" % (modules["__init__.py"], name) if "__init__.py" in modules else name


def bl_info(source):
    """What a module says of itself as an add-on, without running it; None if it is none."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        # It may be one all the same: Blender tells what is wrong with it.
        return {} if re.search(r"^bl_info\s*=", source, re.M) else None
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == "bl_info" for target in targets):
            try:
                told = ast.literal_eval(statement.value)
                return told if isinstance(told, dict) else {}
            except (ValueError, TypeError):
                return {}
    return None


def copy(files, name, place):
    os.makedirs(os.path.dirname(place), exist_ok=True)
    files.copy(name, place)


def register(module, shown, directory):
    """Enables an add-on; one of the same name that Blender brings along is another one."""
    errors = []
    try:
        enabled = addon_utils.enable(
            module, default_set=True, persistent=True, handle_error=errors.append
        )
    except BaseException as error:  # Whatever an add-on does: it may even want to exit.
        errors.append(error)
        enabled = None
    if enabled is None:
        raise AddOnProblem(
            "The add-on %s does not register in Blender %s: %s"
            % (shown, bpy.app.version_string, reason(errors, directory)),
            "Try it in Blender: it may lack something, or be for another version of Blender",
        )
    place = os.path.realpath(enabled.__file__)
    if directory and not place.startswith(os.path.join(os.path.realpath(directory), "")):
        raise AddOnProblem(
            "The add-on %s is hidden by one of the same name that Blender has: %s" % (shown, place),
            "Give it another name",
        )


def reason(errors, directory):
    """What went wrong, and where, in one line."""
    if not errors:
        return "Blender does not say why"
    error = errors[0]
    said = traceback.format_exception_only(type(error), error)[-1].strip()
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if directory and frame.filename.startswith(directory)]
    if not own:
        return said
    last = own[-1]
    place = os.path.relpath(last.filename, directory)
    return "%s (%s, line %d, in %s: %s)" % (said, place, last.lineno, last.name, last.line)
