"""The kind of movie that a scene makes, or that is made of its pictures: container, codec, colours."""

import kept_settings

# By extension, the usual one first: container, codec, codec of the sound.
KINDS = {
    "mp4": ("MPEG4", "H264", "AAC"),
    "mkv": ("MKV", "H264", "AAC"),
    "mov": ("QUICKTIME", "H264", "AAC"),
    "webm": ("WEBM", "WEBM", "OPUS"),
    "avi": ("AVI", "MPEG4", "MP3"),
    "ogv": ("OGG", "THEORA", "VORBIS"),
}
# Those that know a quality; the others are told how many bits they may use.
BY_QUALITY = ("H264", "WEBM")
BITS_OF_A_PIXEL = 0.25


def set_values(owner, values):
    for name, value in values.items():
        kept_settings.put(owner, name, value)


def put_values(scene, image, coding):
    """What colours a movie may have depends on its codec."""
    settings = scene.render.image_settings
    set_values(settings, {name: image[name] for name in kept_settings.FIRST if name in image})
    set_values(scene.render.ffmpeg, coding)
    set_values(settings, image)


class MovieFormat:
    """Made before the scene is told to make pictures, which forgets what its movie was like."""

    def __init__(self, scene, options):
        self.own = None
        if scene.render.is_movie_format and not options.get("format"):
            self.own = kept_settings.format_values(scene.render.image_settings)
            self.coding = kept_settings.format_values(scene.render.ffmpeg)

    def is_own(self):
        return self.own is not None

    def choose(self, scene, settings, extension, sound):
        """Gives the scene the format; settings put back what was there."""
        image = scene.render.image_settings
        # Blender chooses another codec where FFMPEG is chosen while there is no sound: all is told again.
        settings.keep_format(scene.render.ffmpeg)
        settings.keep_format(image)
        if self.own is not None:
            put_values(scene, self.own, self.coding)
            scene.render.ffmpeg.use_autosplit = False
            return
        if extension not in KINDS:
            raise ValueError("Blender makes no movies of the kind " + extension)
        if hasattr(image, "media_type"):
            image.media_type = "VIDEO"
        image.file_format = "FFMPEG"
        image.color_mode = "RGB"
        if hasattr(image, "color_depth"):
            image.color_depth = "8"
        set_values(scene.render.ffmpeg, self.chosen(scene, extension, sound))

    def chosen(self, scene, extension, sound):
        container, codec, audio = KINDS[extension]
        quality = codec in BY_QUALITY
        render = scene.render
        rate = render.fps / render.fps_base
        pixels = render.resolution_x * render.resolution_y
        kilobits = min(100_000, max(1000, int(pixels * rate * BITS_OF_A_PIXEL / 1000)))
        return {
            "format": container,
            "codec": codec,
            "constant_rate_factor": "HIGH" if quality else "NONE",
            "ffmpeg_preset": "GOOD",
            "use_lossless_output": False,
            "use_autosplit": False,
            "gopsize": 18,
            "use_max_b_frames": False,
            "video_bitrate": kilobits,
            "minrate": 0,
            "maxrate": 2 * kilobits,
            "buffersize": 4 * kilobits,
            "muxrate": 10_080_000,
            "packetsize": 2048,
            "audio_codec": audio if sound else "NONE",
            "audio_bitrate": 192,
            "audio_volume": 1.0,
        }


def depth(scene):
    """How many bits a colour of the movie has."""
    image = scene.render.image_settings
    return int(image.color_depth) if image.file_format == "FFMPEG" else 8


def has_sound(scene):
    """Whether the format that is chosen now has sound."""
    image = scene.render.image_settings
    return image.file_format == "FFMPEG" and scene.render.ffmpeg.audio_codec != "NONE"
