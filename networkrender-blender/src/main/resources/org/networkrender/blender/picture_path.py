"""Paths of pictures, in which Blender fills in templates such as {blend_name} from 4.5 on."""

import bpy


def has_templates():
    return bpy.app.version >= (4, 5)


def literal(path):
    """A path that is to stay as it is, whatever it contains."""
    return path.replace("{", "{{").replace("}", "}}") if has_templates() else path
