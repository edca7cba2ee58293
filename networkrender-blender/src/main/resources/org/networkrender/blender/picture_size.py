"""How many pixels a picture has, where its border lies, and how both become bigger."""

import fractions
import struct

# What Blender accepts as a resolution and as a percentage.
LEAST_RESOLUTION = 4
MOST_RESOLUTION = 65536
MOST_PERCENT = 32767


class ImpossibleSize(Exception):
    """The picture would have more or fewer pixels than Blender can make."""


def single(value):
    """Blender keeps a border as a 32-bit float, and computes with it."""
    return struct.unpack("f", struct.pack("f", value))[0]


def low(value, side):
    """Blender cuts off to the pixel before."""
    return int(single(single(value) * side))


def full_size(render):
    """The size without any border."""
    percent = render.resolution_percentage
    return render.resolution_x * percent // 100, render.resolution_y * percent // 100


def border_of(render):
    """What is rendered of the full picture: x, y, width, height, from its top left corner."""
    width, height = full_size(render)
    if not render.use_border:
        return 0, 0, width, height
    left, right = low(render.border_min_x, width), low(render.border_max_x, width)
    bottom, top = low(render.border_min_y, height), low(render.border_max_y, height)
    return left, height - top, right - left, top - bottom


def picture_size(render):
    if render.use_border and render.use_crop_to_border:
        width, height = border_of(render)[2:]
    else:
        width, height = full_size(render)
    settings = render.image_settings
    if render.use_multiview and settings.views_format == "STEREO_3D":
        stereo = settings.stereo_3d_format
        if stereo.display_mode == "SIDEBYSIDE" and not stereo.use_squeezed_frame:
            width *= 2
        if stereo.display_mode == "TOPBOTTOM" and not stereo.use_squeezed_frame:
            height *= 2
    return [width, height]


def edge(pixel, side):
    """A half pixel inwards, because Blender cuts pixel/side off to the pixel before."""
    return 0.0 if pixel <= 0 else 1.0 if pixel >= side else (pixel + 0.5) / side


def part_border(render, region):
    """The border that renders a region of what the scene's own border leaves."""
    width, height = full_size(render)
    left, top, inner_width, inner_height = border_of(render)
    x, y, w, h = region
    if x + w > inner_width or y + h > inner_height:
        raise ValueError(
            "region %s is outside the picture of %dx%d" % (region, inner_width, inner_height)
        )
    x, y = x + left, y + top
    return {
        "border_min_x": edge(x, width),
        "border_max_x": edge(x + w, width),
        "border_min_y": edge(height - y - h, height),
        "border_max_y": edge(height - y, height),
    }


def enlarge(render, options):
    """Follows the options `scale` (such as 200%) and `size` (such as 1920x1080)."""
    if options.get("scale"):
        factor = fractions.Fraction(options["scale"].rstrip("%")) / 100
        percent = render.resolution_percentage * factor
        width = int(render.resolution_x * percent / 100)
        height = int(render.resolution_y * percent / 100)
    elif options.get("size"):
        width, height = map(int, options["size"].split("x"))
        percent = fractions.Fraction(100 * width, render.resolution_x)
    else:
        return
    if not (1 <= width <= MOST_RESOLUTION and 1 <= height <= MOST_RESOLUTION):
        raise ImpossibleSize("%dx%d" % (width, height))
    if not (keep_resolution(render, percent, width, height) or any(
        # Nodes that count in pixels follow the percentage, so the nearest one is tried first.
        set_resolution(render, p, width, height) for p in (round(percent), 100, 25)
    )):
        raise ImpossibleSize("%dx%d" % (width, height))


def keep_resolution(render, percent, width, height):
    for candidate in (int(percent), int(percent) + 1):
        if (
            1 <= candidate <= MOST_PERCENT
            and render.resolution_x * candidate // 100 == width
            and render.resolution_y * candidate // 100 == height
        ):
            render.resolution_percentage = candidate
            return True
    return False


def set_resolution(render, percent, width, height):
    if not 1 <= percent <= MOST_PERCENT:
        return False
    sides = [-(-side * 100 // percent) for side in (width, height)]
    if not all(LEAST_RESOLUTION <= side <= MOST_RESOLUTION for side in sides):
        return False
    if [side * percent // 100 for side in sides] != [width, height]:
        return False
    render.resolution_x, render.resolution_y = sides
    render.resolution_percentage = percent
    return True
