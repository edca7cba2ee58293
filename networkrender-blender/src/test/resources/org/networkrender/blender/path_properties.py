"""Prints each path property of this Blender that no rule covers, and each that the walk cannot reach.

A rule also has the kinds of files that may be named there.
"""

import sys

sys.path.insert(0, here)

import bpy
import path_rules
import path_walk

types = path_walk.Types()
owned = {"Preferences", "Theme", "WindowManager", "Operator"}
for name in dir(bpy.types):
    struct = getattr(getattr(bpy.types, name), "bl_rna", None)
    if struct is None:
        continue
    for inner in struct.properties:
        if inner.type != "STRING" or inner.subtype not in path_walk.SUBTYPES:
            continue
        key = path_walk.declaring(struct, inner.identifier) + "." + inner.identifier
        if path_rules.is_ignored(key):
            continue
        if key not in path_rules.RULES:
            print("NO RULE", key, inner.subtype)
        elif struct.identifier not in types.reaching:
            print("NOT REACHED", key)
for key in path_rules.RULES:
    if key not in path_rules.KINDS:
        print("NO KIND", key)
for key in path_rules.KINDS:
    if key not in path_rules.RULES:
        print("NO RULE", key)
print("PROPERTIES ARE LISTED")
