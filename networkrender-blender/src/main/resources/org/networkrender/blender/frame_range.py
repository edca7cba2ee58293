"""Renders one frame as an animation although the scene's range stays what it is.

Up to 4.5 Blender takes the range of an animation from the scene. Drivers, nodes and stamps may look at
it, so it is put back after Blender has read it and before anything of the frame is made.
"""

import bpy


class Narrowed:
    """Use it with `with` around the operator."""

    def __init__(self, scene, frame):
        self.scene = scene
        self.frame = frame
        self.range = scene.frame_start, scene.frame_end

    def __enter__(self):
        bpy.app.handlers.render_init.append(self.put_back)
        self.set(self.frame, self.frame)
        return self

    def __exit__(self, *error):
        bpy.app.handlers.render_init.remove(self.put_back)
        self.set(*self.range)

    def set(self, first, last):
        if (self.scene.frame_start, self.scene.frame_end) != (first, last):
            # Setting one moves the other where they would cross.
            self.scene.frame_end = last
            self.scene.frame_start = first
            self.scene.frame_end = last

    def put_back(self, *_):
        """Other scenes of the frame come here too, and find it done."""
        if (self.scene.frame_start, self.scene.frame_end) != self.range:
            self.set(*self.range)
            # The operator has just made drivers of render settings follow the narrow range.
            for layer in self.scene.view_layers:
                layer.update()
