"""Scenes that make movies, and the movies that Blender makes of them by itself."""

import math
import struct
import wave

with wave.open(os.path.join(here, "chirp.wav"), "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(48000)
    wanted = (int(20000 * math.sin(i * i * 1e-5)) for i in range(48000))
    file.writeframes(b"".join(struct.pack("<h", value) for value in wanted))


def base():
    """Five frames from 100 on, with sound from 97 on."""
    bpy.ops.wm.read_factory_settings()
    scene = bpy.context.scene
    render = scene.render
    render.resolution_x, render.resolution_y = 64, 36
    render.engine = "CYCLES"
    render.threads_mode, render.threads = "FIXED", 1
    scene.cycles.samples = 4
    scene.cycles.use_denoising = False
    cube = bpy.data.objects["Cube"]
    cube.keyframe_insert("location", frame=100)
    cube.location.x = 2
    cube.keyframe_insert("location", frame=104)
    scene.frame_start, scene.frame_end = 100, 104
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, "base.blend"))
    return scene


def sound(scene, at=97):
    strips(scene).new_sound("chirp", "//chirp.wav", 1, at)


def movie(scene, container="MPEG4", codec="H264", audio="NONE", depth="8", mode="RGB"):
    set_format(scene, "FFMPEG")
    coding = scene.render.ffmpeg
    coding.format, coding.codec, coding.audio_codec = container, codec, audio
    coding.constant_rate_factor = "HIGH"
    scene.render.image_settings.color_mode = mode
    if depth != "8":
        scene.render.image_settings.color_depth = depth


def done(scene, name):
    scene.render.filepath = "//expected/" + name + "_"
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, name + ".blend"), compress=False)
    print("made", name, flush=True)
    bpy.ops.render.render(animation=True)


scene = base()
movie(scene)
done(scene, "silent")

scene = base()
sound(scene)
movie(scene, audio="AAC")
done(scene, "h264")

scene = base()
movie(scene, "MKV", "FFV1")
done(scene, "ffv1")

# Theora leaves out frames that are like the one before; then a reader counts less of them.
scene = base()
bpy.data.objects["Cube"].animation_data_clear()
movie(scene, "OGG", "THEORA")
done(scene, "alike")

scene = base()
bpy.ops.object.speaker_add()
bpy.context.object.data.sound = bpy.data.sounds.load(os.path.join(here, "chirp.wav"))
bpy.context.object.animation_data.nla_tracks[0].strips[0].frame_start_ui = 99
movie(scene, "MKV", "FFV1", "PCM")
done(scene, "speaker")

# Both would be heard if the sequencer were in use.
sound(scene)
scene.render.use_sequencer = False
done(scene, "mute")

scene = base()
sound(scene)
movie(scene, "MKV", "FFV1", "PCM", mode="BW")
done(scene, "grey")

scene = base()
scene.render.film_transparent = True
movie(scene, "QUICKTIME", "QTRLE", mode="RGBA")
done(scene, "alpha")

scene = base()
render = scene.render
sound(scene, 100)
render.use_stamp = True
render.stamp_font_size = 8
for name in dir(render):
    if name.startswith("use_stamp_"):
        setattr(render, name, name in ("use_stamp_frame", "use_stamp_labels"))
tree = compositor(scene)
layers = tree.nodes.new("CompositorNodeRLayers")
invert = tree.nodes.new("CompositorNodeInvert")
tree.links.new(layers.outputs[0], invert.inputs["Color"])
tree.links.new(invert.outputs[0], composite(tree).inputs[0])
render.use_border, render.border_min_x, render.border_max_x = True, 0.25, 0.75
render.border_min_y, render.border_max_y = 0.0, 0.75
movie(scene, "MKV", "FFV1", "FLAC")
done(scene, "stamp")

scene = base()
scene.render.resolution_x, scene.render.resolution_y = 128, 72
scene.render.resolution_percentage = 50
scene.render.fps, scene.render.fps_base = 30, 1.001
scene.render.use_border = scene.render.use_crop_to_border = True
scene.render.border_min_x, scene.render.border_max_x = 0.25, 0.75
scene.render.border_min_y, scene.render.border_max_y = 0.0, 1.0
scene.frame_step = 2
sound(scene)
movie(scene, "MKV", "FFV1", "PCM")
done(scene, "half")

scene = base()
image = bpy.data.images.new("picture", 64, 36)
image.filepath_raw = os.path.join(here, "picture.png")
image.file_format = "PNG"
image.pixels = [c for i in range(64 * 36) for c in (i % 64 / 64, i // 64 / 36, 0.3, 1.0)]
image.save()
sound(scene)
strips(scene).new_image(name="picture", filepath="//picture.png", channel=2, frame_start=90)
strips(scene)[-1].frame_final_duration = 40
strips(scene)[-1].blend_alpha = 0.5
shown = strips(scene).new_scene(name="scene", scene=scene, channel=3, frame_start=90)
strips(scene).remove(shown)
movie(scene, "MKV", "FFV1", "PCM")
done(scene, "strips")

scene = base()
scene.render.use_multiview = True
scene.render.image_settings.views_format = "INDIVIDUAL"
movie(scene, "MKV", "FFV1")
scene.render.image_settings.views_format = "INDIVIDUAL"
done(scene, "stereo")

if bpy.app.version >= (4, 5):
    scene = base()
    sound(scene)
    movie(scene, "QUICKTIME", "PRORES", "PCM")
    done(scene, "prores")

    scene = base()
    sound(scene)
    scene.render.use_stamp = True
    scene.render.stamp_font_size = 8
    for name in dir(scene.render):
        if name.startswith("use_stamp_"):
            setattr(scene.render, name, name in ("use_stamp_frame", "use_stamp_labels"))
    movie(scene, "MKV", "FFV1", "PCM", depth="10")
    done(scene, "deep")

scene = base()
sound(scene)
movie(scene, "MKV", "H264", "AAC")
scene.render.ffmpeg.gopsize = 18
done(scene, "like")
for kind in ("PNG", "OPEN_EXR"):
    set_format(scene, kind)
    scene.render.image_settings.color_mode = "RGB"
    scene.render.image_settings.color_depth = "32" if kind == "OPEN_EXR" else "8"
    scene.render.filepath = "//" + kind + "/f_"
    bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, kind + ".blend"), compress=False)

scene = base()
scene.render.resolution_x = 63
movie(scene)
scene.render.filepath = "//expected/odd_"
bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, "odd.blend"), compress=False)

scene = base()
movie(scene, "WEBM", "H264")
bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, "wrong.blend"), compress=False)

scene = base()
scene.frame_end = 100
scene.cycles.samples = 1
movie(scene, "MKV", "FFV1")
for index, name in enumerate(("shot_", "film.mkv", "z_##", "", "film.mp4")):
    scene.render.filepath = "//names%d/%s" % (index, name)
    bpy.ops.wm.save_as_mainfile(
        filepath=os.path.join(here, "names%d.blend" % index), compress=False
    )
    bpy.ops.render.render(animation=True)
scene.render.use_file_extension = False
scene.render.filepath = "//names5/bare"
bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, "names5.blend"), compress=False)
bpy.ops.render.render(animation=True)

scene.render.use_file_extension = True
scene.render.ffmpeg.use_autosplit = True
scene.render.filepath = "//names6/b##.mkv"
bpy.ops.wm.save_as_mainfile(filepath=os.path.join(here, "names6.blend"), compress=False)
bpy.ops.render.render(animation=True)
