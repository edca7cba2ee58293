"""Tells what is to be heard of a scene."""

import bpy
import scene_setup


def is_there():
    """Whether this Blender can mix sound."""
    return bool(getattr(bpy.app.build_options, "audaspace", False))


def sounds(scene):
    """What is heard: names of strips and speakers."""
    if scene.use_audio:
        # It is called "mute" where people see it.
        return []
    strips = scene_setup.all_strips(scene)
    heard = [s.name for s in strips if s.type == "SOUND" and not s.mute]
    for strip in strips:
        # A scene in the sequencer is heard with its own strips and speakers.
        if strip.type == "SCENE" and not strip.mute and strip.scene not in (None, scene):
            heard += sounds(strip.scene)
    speakers = [o for o in scene.objects if o.type == "SPEAKER"]
    return heard + [o.name for o in speakers if o.data.sound is not None and not o.data.muted]


def goes_in(scene):
    """Whether the scene's own movie has sound."""
    return (
        scene.render.image_settings.file_format == "FFMPEG"
        and scene.render.ffmpeg.audio_codec != "NONE"
        and bool(sounds(scene))
    )
