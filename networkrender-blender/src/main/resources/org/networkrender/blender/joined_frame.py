"""Makes a frame's pictures from its joined parts.

Blender renders the frame as ever, but where Cycles would compute pixels it gets the joined ones.
Compositor, view transform, dither, Freestyle, grease pencil, views and encoder are Blender's own.
"""

import contextlib
import os

import cycles_passes
import denoising
import exr_header
import frame_render
import kept_settings
import scene_setup

# What a direct render writes beside the pixels, and Cryptomatte nodes read.
METADATA = "cryptomatte/"


def finish(scene, command, outputs):
    """Returns the paths that Blender saved under; the files are renamed then."""
    joined = JoinedFrame(scene, denoised(scene, command))
    with kept_settings.KeptSettings(scene) as settings:
        # Cycles hears of no change meanwhile, so nothing of it may be used again afterwards.
        settings.set(scene.render, "use_persistent_data", False)
        with joined.in_place_of_cycles():
            paths = frame_render.render_whole(scene, command, outputs)
    if joined.path != command["joined"]:
        os.remove(joined.path)
    if joined.failure:
        raise joined.failure
    if not joined.layers:
        raise ValueError("Blender made the frame without asking for the joined one")
    return paths


def denoised(scene, command):
    """The file to take: the joined one, or what Cycles' denoiser made of that."""
    if not scene_setup.denoising_layers(scene):
        return command["joined"]
    scene_setup.check_denoiser(scene)
    denoising.check_device(scene)
    # Only Blenders with a denoiser need numpy, which others may not have.
    import denoised_frame

    target = os.path.join(command["directory"], "denoised.exr")
    denoised_frame.denoise(scene, command["joined"], target)
    return target


class JoinedFrame:
    """Stands in for Cycles in one scene."""

    def __init__(self, scene, path):
        self.scene = scene
        self.path = path
        self.header = exr_header.ExrHeader(path)
        self.layers = 0
        self.failure = None

    @contextlib.contextmanager
    def in_place_of_cycles(self):
        import cycles

        kind = cycles.CyclesRender
        before = {
            name: kind.__dict__[name]
            for name in ("update", "render", "render_frame_finish")
            if name in kind.__dict__
        }

        def update(engine, data, depsgraph):
            if self.is_ours(depsgraph):
                forget(engine)
            else:
                before["update"](engine, data, depsgraph)

        def render(engine, depsgraph):
            if self.is_ours(depsgraph):
                self.deliver(engine, depsgraph)
            else:
                before["render"](engine, depsgraph)

        def render_frame_finish(engine):
            if getattr(engine, "session", None):
                before["render_frame_finish"](engine)

        try:
            kind.update = update
            kind.render = render
            if "render_frame_finish" in before:
                kind.render_frame_finish = render_frame_finish
            yield
        finally:
            for name, function in before.items():
                setattr(kind, name, function)

    def is_ours(self, depsgraph):
        """Freestyle and compositors render other scenes too."""
        return depsgraph.scene.original == self.scene

    def deliver(self, engine, depsgraph):
        """Blender only prints what is raised in here."""
        try:
            self.load(engine, depsgraph.view_layer.name)
        except Exception as error:
            self.failure = self.failure or error
            engine.error_set("The joined frame does not fit: %s" % error)

    def load(self, engine, name):
        result = engine.get_result()
        # The engine's own resolution knows of no border.
        size = result.resolution_x, result.resolution_y
        views = [view.name for view in result.views] or [""]
        layer = self.scene.view_layers[name]
        for view in views:
            channels = cycles_passes.layer_channels(self.scene, layer, view)
            cycles_passes.check(self.header, size, channels)
            engine.active_view_set(view)
            target = engine.begin_result(0, 0, *size, layer=name, view=view)
            target.load_from_file(self.path)
            engine.end_result(target)
        for field, value in self.header.texts.items():
            if field.startswith(METADATA):
                result.stamp_data_add_field(field, value)
        # The joined file has the numbers of one part only, and its times mean nothing.
        field = "cycles.%s.samples" % name
        if field in self.header.texts:
            samples = cycles_passes.layer_samples(self.scene, layer)
            result.stamp_data_add_field(field, str(samples))
        self.layers += 1


def forget(engine):
    """Frees the geometry that an earlier part left, which would take memory for nothing."""
    from cycles import engine as functions

    if getattr(engine, "session", None):
        functions.free(engine)
    engine.session = None
