"""Tells which settings of scenes the drivers of a file look at."""

import bpy
import kept_data
import kept_settings

# What is another one while a part of a frame is rendered.
CHANGED_BY_PARTS = {
    "border_max_x", "border_max_y", "border_min_x", "border_min_y", "denoising_store_passes", "film_exposure",
    "pass_debug_sample_count", "sample_offset", "sample_subset_length", "samples", "time_limit",
    "use_adaptive_sampling", "use_border", "use_compositing", "use_crop_to_border",
    "use_denoising", "use_freestyle", "use_grease_pencil", "use_sample_subset", "use_sequencer", "use_stamp",
}  # fmt: skip


def seen_of_parts():
    """The name of one of those settings that a driver looks at, or an empty text."""
    return next((name for name in sorted(seen_settings()) if name in CHANGED_BY_PARTS), "")


def seen_settings():
    blocks = [*kept_data.animated_blocks(), *bpy.data.scenes]
    return {
        name_of(target.data_path)
        for block in blocks
        for curve in kept_settings.all_curves_of(block)
        if curve.driver is not None
        for variable in curve.driver.variables
        for target in variable.targets
        if target.data_path
    }


def name_of(path):
    return path.rpartition(".")[2].partition("[")[0]
