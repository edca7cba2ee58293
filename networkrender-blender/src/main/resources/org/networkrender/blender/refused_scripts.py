"""Finds what of a scene would run Python and does not, as long as scripts are disabled."""

import asset_paths
import bpy
import foreign_code
import path_walk
import picture_blocks

MOST_NAMES = 10


class Refused:
    """Texts that are registered, and drivers.

    Blender itself tells of a driver only when it evaluates it. When a scene is opened that is what its window
    shows: not what is hidden there and rendered, nor what strips and the compositor show.
    """

    def __init__(self, scenes, options):
        self.told = bpy.app.autoexec_fail
        self.message = bpy.app.autoexec_fail_message
        self.texts, self.names, self.drivers = [], [], 0
        if not foreign_code.may_run(options):
            self.texts = [text for text in bpy.data.texts if text.use_module]
            self.find_drivers(scenes)

    def find_drivers(self, scenes):
        scripted = list(scripted_drivers())
        if not scripted:
            return
        used = picture_blocks.used_by(scenes)
        with Trial() as trial:
            for block, curve in scripted:
                if trial.is_refused(curve.driver):
                    self.drivers += 1
                    if block in used:
                        owner = asset_paths.title(block)
                        self.names.append("the driver of %s in the %s" % (curve.data_path, owner))

    def named(self):
        """Names for a person: the first ones, and how many more there are."""
        names = ["the text " + text.name for text in self.texts] + self.names
        more = len(names) - MOST_NAMES
        return names[:MOST_NAMES] + (["and %d more" % more] if more > 0 else [])


def scripted_drivers():
    """Those that Blender leaves to Python, each with the block it belongs to."""
    for block in path_walk.blocks():
        for part in (block, getattr(block, "node_tree", None), getattr(block, "collection", None)):
            if part is None or (part is not block and not part.is_embedded_data):
                continue
            animation = getattr(part, "animation_data", None)
            for curve in animation.drivers if animation is not None else ():
                driver = curve.driver
                if driver.type == "SCRIPTED" and not curve.mute and not driver.is_simple_expression:
                    yield block, curve


class Trial:
    """Lets Blender judge expressions by a driver of its own, since it allows some that go beyond arithmetic."""

    def __init__(self):
        self.judged = {}

    def __enter__(self):
        self.scene = bpy.data.scenes.new("trial")
        self.item = bpy.data.objects.new("trial", None)
        self.scene.collection.objects.link(self.item)
        self.item["value"] = 1.0
        return self

    def __exit__(self, *error):
        bpy.data.scenes.remove(self.scene)
        bpy.data.objects.remove(self.item)

    def is_refused(self, driver):
        names = tuple(variable.name for variable in driver.variables)
        key = (driver.expression, names, driver.use_self)
        if key not in self.judged:
            self.judged[key] = self.judge(*key)
        return self.judged[key]

    def judge(self, expression, names, use_self):
        self.item["result"] = 0.0
        curve = self.item.driver_add('["result"]')
        driver = curve.driver
        driver.type, driver.use_self = "SCRIPTED", use_self
        for name in names:
            variable = driver.variables.new()
            variable.name = name
            variable.targets[0].id = self.item
            variable.targets[0].data_path = '["value"]'
        driver.expression = expression
        layer = self.scene.view_layers[0]
        layer.update()
        judged = self.item.evaluated_get(layer.depsgraph).animation_data.drivers[0].driver
        # One that fails for another reason, such as a division by zero, fails in any Blender.
        said = bpy.app.autoexec_fail_message
        refused = not judged.is_valid and bool(said) and ("Driver '%s'" % expression).startswith(said)
        self.item.driver_remove('["result"]')
        return refused
