"""Tells what is to be heard of a scene.

Measured on 3.4 to 5.2: a movie is silent where the sequencer is switched off, even if only speakers would
be heard; a speaker is heard by the strips of its animation, whether their track is muted or not.
"""

import bpy
import scene_setup


def is_there():
    """Whether this Blender can mix sound."""
    return bool(getattr(bpy.app.build_options, "audaspace", False))


def sounds(scene):
    """What is heard: names of strips and speakers."""
    if not scene.render.use_sequencer or is_muted(scene):
        return []
    return heard(scene, ())


def is_muted(scene):
    """The setting was turned round with 4.x, where it mutes no movie any more."""
    return scene.use_audio and scene.bl_rna.properties["use_audio"].name == "Audio Muted"


def heard(scene, outer):
    found = [item.name for item in scene.objects if is_heard(item)]
    editor = scene.sequence_editor
    return found + (of_strips(scene_setup.strips_of(editor), editor, (*outer, scene)) if editor else [])


def is_heard(item):
    if item.type != "SPEAKER" or item.hide_render or item.data.muted or item.data.sound is None:
        return False
    animation = item.animation_data
    tracks = animation.nla_tracks if animation else ()
    return any(strip.type == "SOUND" and not strip.mute for t in tracks for strip in t.strips)


def of_strips(strips, owner, scenes):
    """owner has the channels of the strips; scenes are those that are being looked at."""
    found = []
    for strip in strips:
        if strip.mute or is_channel_muted(owner, strip):
            continue
        if strip.type == "SOUND":
            found.append(strip.name)
        elif strip.type == "META":
            found += of_strips(scene_setup.strips_of(strip), strip, scenes)
        elif strip.type == "SCENE" and strip.scene not in (None, *scenes):
            found += heard(strip.scene, scenes)
    return found


def is_channel_muted(owner, strip):
    channels = getattr(owner, "channels", ())
    return strip.channel < len(channels) and channels[strip.channel].mute


def silence(scene, settings):
    """Mutes all that would be heard now that the sequencer is in use."""
    for strip in scene_setup.strips_of(scene.sequence_editor) if scene.sequence_editor else ():
        settings.set(strip, "mute", True)
    for item in scene.objects:
        if item.type == "SPEAKER" and item.data.library is None:
            settings.set(item.data, "muted", True)


def goes_in(scene):
    """Whether the scene's own movie has sound."""
    return (
        scene.render.image_settings.file_format == "FFMPEG"
        and scene.render.ffmpeg.audio_codec != "NONE"
        and bool(sounds(scene))
    )
