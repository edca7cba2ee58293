"""Which samples a frame has, whether a range of them is a part of it, and how one is rendered.

A part of the samples is only a part of the picture if Cycles draws the same ones in it. Since 4.4 it
can be told the number of all samples beside the range. Before, it takes the length of the range for
that number.
"""

import kept_settings

# This draws a sample by its number alone.
BY_NUMBER = {"SOBOL"}
# These have a table for the next power of two, but never a smaller one than this. Measured.
TABULATED, LEAST_TABLE = {"PROGRESSIVE_MULTI_JITTER", "TABULATED_SOBOL"}, 256


def knows_total(cycles):
    return hasattr(cycles, "use_sample_subset")


def saved_range(cycles):
    """The first sample that the scene itself asks for, and how many."""
    total = cycles.samples
    if not knows_total(cycles):
        return getattr(cycles, "sample_offset", 0), total
    if not cycles.use_sample_subset:
        return 0, total
    first = cycles.sample_offset
    return first, max(0, min(cycles.sample_subset_length, total - first))


def count(cycles):
    return saved_range(cycles)[1]


def refusal(cycles):
    """Why a range of samples is no part of the picture, or an empty text."""
    if knows_total(cycles):
        return ""
    if not hasattr(cycles, "sample_offset"):
        return "this Blender renders no range of samples"
    pattern = cycles.sampling_pattern
    if pattern in BY_NUMBER or (pattern in TABULATED and cycles.samples <= LEAST_TABLE):
        return ""
    return (
        "in this Blender each sample of the pattern %s depends on the number of samples"
        % (pattern or "AUTOMATIC")
    )


def choose(settings, cycles, first, number):
    """Lets Cycles render a range of the samples that the scene asks for, all in each pixel."""
    start = saved_range(cycles)[0] + first
    if knows_total(cycles):
        # More than all are only asked for where what they cost is measured.
        settings.set(cycles, "samples", max(cycles.samples, start + number))
        settings.set(cycles, "use_sample_subset", True)
        settings.set(cycles, "sample_subset_length", number)
    else:
        settings.set(cycles, "samples", number)
    settings.set(cycles, "sample_offset", start)
    settings.set(cycles, "use_adaptive_sampling", False)
    settings.set(cycles, "time_limit", 0.0)


ANIMATED = ("samples", "use_sample_subset", "sample_offset", "sample_subset_length")


def is_animated(scene):
    return any(kept_settings.curves_of(scene, name) for name in ANIMATED)
