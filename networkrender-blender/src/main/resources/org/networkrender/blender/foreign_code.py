"""What code of others, add-ons and scripts of scenes, has brought into this Blender."""

import bpy

# Called while frames are rendered.
MOMENTS = (
    "depsgraph_update_post", "depsgraph_update_pre", "frame_change_post", "frame_change_pre",
    "render_init", "render_post", "render_pre", "render_write",
)  # fmt: skip


def engines():
    return {kind.bl_idname for kind in subclasses(bpy.types.RenderEngine) if hasattr(kind, "bl_idname")}


def subclasses(kind):
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def handlers():
    return [handler for moment in MOMENTS for handler in getattr(bpy.app.handlers, moment, ())]


class Before:
    """What there was before; what is new since then is told."""

    def __init__(self):
        self.engines = engines()
        self.handlers = handlers()

    def new_engines(self):
        return engines() - self.engines

    def acts(self):
        """Whether anything is called while frames are rendered that was not there before."""
        return any(all(handler is not old for old in self.handlers) for handler in handlers())


def may_run(options):
    """Whether texts, drivers and styles of the scene may run Python."""
    return options.get("scripts") == "on"


def is_there(options):
    return may_run(options) or bool(options.get("addons"))


# As long as nothing else was loaded.
BEFORE = Before()
