"""Encodes a movie from the pictures of its frames, with the scene's own settings and sound.

Blender renders the scene as an animation, as -a does, but a strip with the pictures hides all that it would
show. So container, codec, rate, sound and their timing are Blender's own.
"""

import os

import bpy
import kept_settings
import movie_colours
import movie_format
import movie_sound
import movie_strip
import movie_trial
import picture_path

# How the movie is called until it is whole.
NAME = "networkrender_movie"
ROOM = 65536


class MovieLack(Exception):
    """This Blender lacks what the movie needs; another one may have it."""


class MovieFault(Exception):
    """No Blender can make this movie; the second line says what to do."""


class MovieLost(Exception):
    """The movie could not be written."""


def encode(scene, command, wanted, directory):
    """wanted is the format; directory is one for temporary files."""
    target = command["movie"]
    frames, pictures = command["frames"], command["pictures"]
    for each in pictures:
        # Blender shows nothing in its place, and says nothing.
        if not os.path.isfile(each):
            raise MovieLost("the picture %s is gone" % os.path.basename(each))
    sound = bool(movie_sound.sounds(scene))
    extension = os.path.splitext(target)[1].lower().lstrip(".")
    with kept_settings.KeptSettings(scene) as settings:
        if not sound:
            movie_sound.silence(scene, settings)
        image = scene.render.image_settings
        first = movie_colours.Picture(pictures[0])
        show_pictures(scene, settings, first.size)
        try:
            strip = movie_strip.PictureStrip(scene, frames, pictures)
            with strip:
                settings.set(scene, "frame_current", frames[0])
                if first.is_linear():
                    settings.set(scene.sequencer_colorspace_settings, "name", first.space)
                else:
                    movie_colours.choose(scene, settings, strip.made, first, directory)
                # Blender looks at nothing but pictures until the format is that of a movie.
                wanted.choose(scene, settings, extension, sound)
                if sound and movie_format.has_sound(scene) and not movie_sound.is_there():
                    raise MovieLack("the movie has sound, and this Blender was built without it")
                if not first.is_linear() and hasattr(image, "color_management"):
                    image.color_management = "FOLLOW_SCENE"
                set_range(scene, settings, frames)
                made = write(scene, settings, frames, os.path.dirname(target))
        except movie_strip.NoChannel as error:
            raise MovieFault("%s\nMove it to a lower channel" % error) from error
        # Where a frame is like the one before, Theora leaves it out.
        check(made, 1 if scene.render.ffmpeg.codec == "THEORA" else len(frames))
        os.replace(made, target)


def show_pictures(scene, settings, size):
    render = scene.render
    for name, value in (
        ("resolution_x", size[0]),
        ("resolution_y", size[1]),
        ("resolution_percentage", 100),
        ("use_border", False),
        ("use_crop_to_border", False),
        ("use_multiview", False),
        ("use_compositing", False),
        ("use_sequencer", True),
        ("use_stamp", False),
        ("use_file_extension", True),
        ("use_persistent_data", False),
    ):
        settings.set(render, name, value)
    if (render.resolution_x, render.resolution_y) != tuple(size):
        raise MovieFault(
            "Blender makes no movie of %dx%d pixels\nChoose another size" % tuple(size)
        )


def set_range(scene, settings, frames):
    # Setting one moves the other where they would cross.
    for name in ("frame_start", "frame_end", "frame_step", "use_preview_range"):
        settings.set(scene, name, getattr(scene, name))
    step = frames[1] - frames[0] if len(frames) > 1 else 1
    scene.use_preview_range = False
    scene.frame_end = frames[-1]
    scene.frame_start = frames[0]
    scene.frame_end = frames[-1]
    scene.frame_step = step


def write(scene, settings, frames, directory):
    """Returns the file that Blender has written."""
    suffix = os.path.splitext(movie_trial.own_name(scene))[1]
    path = os.path.join(directory, NAME + suffix)
    settings.set(scene.render, "filepath", picture_path.literal(path))
    written = []

    def tell(*_):
        written.append(scene.frame_current)
        line = "Fra: %d | Encoding %d/%d\n" % (scene.frame_current, len(written), len(frames))
        os.write(1, line.encode("utf-8"))

    failure = ""
    bpy.app.handlers.render_write.append(tell)
    try:
        bpy.ops.render.render(animation=True, scene=scene.name)
    except RuntimeError as error:
        failure = str(error)
    finally:
        bpy.app.handlers.render_write.remove(tell)
    if failure or written != list(frames) or not os.path.isfile(path):
        look_for_room(path)
        if os.path.lexists(path):
            os.remove(path)
        explain(scene, failure, len(written), len(frames))
    return path


def explain(scene, failure, done, wanted):
    """Finds out by short movies without pictures why there is none."""
    failure = failure.strip() or "%d of %d frames were written" % (done, wanted)
    problem = movie_trial.problem(scene, (scene.render.resolution_x, scene.render.resolution_y))
    if not problem:
        raise MovieLost(failure)
    if problem.advice:
        raise MovieFault("%s\n%s" % problem)
    raise MovieLack("it cannot encode the movie: %s" % failure)


def look_for_room(path):
    """A full disk tells that at the latest when what is buffered is written."""
    with open(path + ".room", "wb") as room:
        room.write(bytes(ROOM))
        room.flush()
        os.fsync(room.fileno())
    os.remove(path + ".room")


def check(path, least):
    """Blender counted what it encoded; here it reads the file, since no error of closing it is told.

    Where there is sound it tells the length of that if it is longer.
    """
    look_for_room(path)
    if not os.path.getsize(path):
        raise MovieLost("the movie is empty")
    clip = bpy.data.movieclips.load(path)
    try:
        found = clip.frame_duration
    finally:
        bpy.data.movieclips.remove(clip)
    if found < least:
        raise MovieLost("of %d frames Blender finds %d in it" % (least, found))
