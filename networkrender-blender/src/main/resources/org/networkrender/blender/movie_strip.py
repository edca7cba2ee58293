"""Lets a scene show finished pictures: one strip on top of all that hides the others."""

import os

import scene_setup

MOST_CHANNELS = 128


class NoChannel(Exception):
    """The scene's strips leave no channel above them."""


class PictureStrip:
    """Use it with `with`: afterwards the scene has its own strips alone."""

    def __init__(self, scene, frames, pictures):
        self.scene = scene
        self.frames = frames
        self.pictures = pictures
        self.made = []
        self.editor_is_new = scene.sequence_editor is None
        self.inside = []

    def __enter__(self):
        editor = self.scene.sequence_editor or self.scene.sequence_editor_create()
        try:
            if len(getattr(editor, "meta_stack", ())):
                # A scene that was saved while a meta strip was open shows that one alone.
                self.inside = list(editor.meta_stack)
                editor.display_stack(None)
            self.add(editor)
        except BaseException:
            self.__exit__()
            raise
        return self

    def add(self, editor):
        own = scene_setup.all_strips(self.scene)
        channel = max([strip.channel for strip in own] + [1]) + 1
        if channel > MOST_CHANNELS:
            raise NoChannel("The scene has a strip in channel %d, the last one" % MOST_CHANNELS)
        step = self.frames[1] - self.frames[0] if len(self.frames) > 1 else 1
        last = ""
        for frame, path in zip(self.frames, self.pictures):
            directory, name = os.path.split(path)
            if directory != last:
                strip = scene_setup.strips_of(editor).new_image(
                    name="pictures",
                    filepath=path,
                    channel=channel,
                    frame_start=frame,
                    fit_method="ORIGINAL",
                )
                strip.blend_type = "REPLACE"
                self.made.append(strip)
                last = directory
                repeats = step - 1
            else:
                repeats = step
            for _ in range(repeats):
                self.made[-1].elements.append(name)
        for strip in self.made:
            strip.mute = False
        channels = getattr(editor, "channels", None)
        if channels is not None and channel < len(channels):
            channels[channel].mute = False

    def __exit__(self, *error):
        editor = self.scene.sequence_editor
        for strip in self.made:
            scene_setup.strips_of(editor).remove(strip)
        self.made = []
        if self.inside:
            editor.display_stack(self.inside[-1])
        if self.editor_is_new:
            self.scene.sequence_editor_clear()
