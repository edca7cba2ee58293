"""Plays simulations as Blender with windows does: frame after frame.

Measured on all versions: "blender -a" looks at each frame with a new evaluation, in which cloth stops after its
second frame, and soft bodies, rigid bodies and simulation nodes never move. What scene.frame_set has played
stays in the caches of the scene, where each render then finds it.
"""

import bpy
import fluid_bakes
import point_caches
import scene_setup
import simulations


# Of a chain so many frames are played at once.
AHEAD = 10


class Played:
    """A scene whose simulations nobody has baked, to be played from their first frame on."""

    def __init__(self, scene, first):
        self.scene = scene
        self.first = first
        self.last = first - 1
        self.scenes = scene_setup.rendered_scenes(scene)
        self.found = simulations.unbaked(self.scenes)
        for each in self.found:
            if isinstance(each.owner, bpy.types.Object):
                show_as_rendered(each.owner)
        for each in self.scenes:
            each.render.simplify_subdivision = each.render.simplify_subdivision_render
            each.render.simplify_child_particles = each.render.simplify_child_particles_render
        stored = [each for each in self.found if each.cache is not None]
        self.caches = [point_caches.PointCache(each, number) for number, each in enumerate(stored)]
        self.keys = [each.key for each in stored]
        for each in self.caches:
            each.begin_anew()
        fluids = [each for each in self.found if each.fluid is not None]
        self.fluids = [fluid_bakes.FluidCache(each.owner, each.fluid, number) for number, each in enumerate(fluids)]
        self.fluid_keys = [each.key for each in fluids]

    def has(self, frame):
        """Whether a frame may be rendered, and the one after it be looked at by motion blur."""
        return frame + 1 <= self.last and not any(each.forgotten for each in self.found)

    def play_ahead(self, frame):
        """Plays up to a frame and further, once: after the first render hair would go on otherwise.

        Whoever goes on from frame to frame has all of them played twice at the most.
        """
        if any(each.forgotten for each in self.found):
            # It is played anew for each frame.
            self.play(frame + 1)
            return
        further = min(frame + (frame - self.first) + AHEAD, self.scene.frame_end)
        self.play(max(frame, further) + 1)

    def play(self, last, told=lambda done, of, what: None):
        """Plays up to a frame, that one too, and keeps all that was played.

        Told is after each frame how many are done, of how many, and in words what is done just now. A fluid has
        its frames more than once.
        """
        self.last = last
        ranges = [(scene, range(self.first, self.frame_of(scene, last) + 1)) for scene in reversed(self.scenes)]
        fluid_frames = sum(each.prepare(last) for each in self.fluids)
        of = fluid_frames + sum(len(frames) for _, frames in ranges)
        done = 0
        for each in self.fluids:
            done = each.bake(lambda count, what: told(count, of, what), done)
        for scene, frames in ranges:
            for number, at in enumerate(frames, 1):
                play_one(scene, at)
                done += 1
                told(done, of, "played %d of %d frames" % (number, len(frames)))
        for each in self.caches:
            each.mark_as_baked()

    def frame_of(self, scene, frame):
        """The last frame that one of the main scene shows of a scene, by its strips or its compositor."""
        shown = [frame]
        if self.scene.render.use_sequencer and scene != self.scene:
            for strip in scene_setup.all_strips(self.scene):
                if strip.type == "SCENE" and strip.scene == scene:
                    begin = scene.frame_start + strip.animation_offset_start
                    shown.append(int(begin + frame - strip.frame_start))
        return max(shown)


def play_one(scene, frame):
    """Only of the scene in the window is the evaluation the one that writes caches."""
    window = bpy.context.window
    before = window.scene
    if scene != before:
        window.scene = scene
    scene.frame_set(frame)
    if scene != before:
        window.scene = before


def show_as_rendered(item):
    """What is played has the points of what is rendered: else a render finds no results that fit."""
    for modifier in item.modifiers:
        modifier.show_viewport = modifier.show_render
        if hasattr(modifier, "render_levels"):
            modifier.levels = modifier.render_levels
        if modifier.type == "PARTICLE_SYSTEM":
            modifier.particle_system.settings.display_percentage = 100
    if item.hide_render:
        return
    item.hide_viewport = False
    for collection in bpy.data.collections:
        if item.name in collection.all_objects and not collection.hide_render:
            collection.hide_viewport = False
    for scene in bpy.data.scenes:
        for layer in scene.view_layers:
            for inner in layers_below(layer.layer_collection):
                inner.hide_viewport = False
            if layer.objects.get(item.name) == item:
                item.hide_set(False, view_layer=layer)


def layers_below(layer):
    yield layer
    for inner in layer.children:
        yield from layers_below(inner)
