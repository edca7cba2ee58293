"""Denoises a frame that was joined from parts, once, as Cycles does it behind its last sample.

Cycles' own denoiser of files does it (the operator Denoise Animation). It gets what Cycles has in memory
at that moment: the sums of all samples, or where it counts the samples of each pixel, their means; rows
from the bottom up, as in its memory, since the denoiser gives something else for a picture that stands
on its head. What follows is computed in the same steps, each rounded as Cycles rounds.
"""

import os
import time

import bpy
import cycles_passes
import denoising
import exr_pixels
import numpy
import scene_setup

RGB = "RGB"
# By the pass: how the scene's choice of inputs names it, and its channels.
GUIDES = {"Denoising Albedo": ("ALBEDO", RGB), "Denoising Normal": ("NORMAL", "XYZ")}
# Of the pictures by which the cost is measured: it grows with the number of pixels.
SMALL_SIDE, BIG_SIDE = 64, 320
COUNT = "Debug Sample Count"
NOISY = "Noisy Image"


def denoise(scene, path, target):
    """Writes the file that is to be taken in the place of the joined one."""
    others = {}
    for layer in cycles_passes.enabled_layers(scene):
        for view in cycles_passes.views(scene):
            others.update(LayerOfParts(scene, layer, view, path, target + ".exr").channels())
    exr_pixels.replace(path, target, cycles_passes.all_channels(scene), others)


def seconds(scene, pixels, directory):
    """How long that takes for a picture of so many pixels, by what it takes for two small ones."""
    layers = scene_setup.denoising_layers(scene)
    place = os.path.join(directory, "cost.exr")
    layer = LayerOfParts(scene, layers[0], "", "", place)
    # The first one loads what it needs.
    took = [layer.timed(side) for side in (SMALL_SIDE, SMALL_SIDE, BIG_SIDE)][1:]
    small = SMALL_SIDE * SMALL_SIDE
    slope = max(0.0, took[1] - took[0]) / (BIG_SIDE * BIG_SIDE - small)
    each = took[0] + slope * max(0, pixels - small)
    return each * len(layers) * len(cycles_passes.views(scene))


class LayerOfParts:
    """One view of one layer."""

    def __init__(self, scene, layer, view, path, place):
        self.scene, self.layer, self.view, self.path, self.place = scene, layer, view, path, place
        self.samples = numpy.float32(cycles_passes.layer_samples(scene, layer))
        self.exposure = numpy.float32(scene.cycles.film_exposure)
        share = numpy.float32(1) / self.samples
        self.scale = share * self.exposure
        of_parts = numpy.float32(denoising.exposure_of_parts(scene))
        self.scale_of_parts = share * of_parts
        self.is_other = of_parts != self.exposure
        self.is_denoised = layer in scene_setup.denoising_layers(scene)
        self.are_means = denoising.are_means_enough(scene)

    def channels(self):
        """What the joined file lacks or has otherwise, rows from the top down, by channel."""
        return {
            name: values[::-1]
            for key, found in self.passes().items()
            for name, values in zip(self.names(key, "RGBA"[: len(found)]), found)
        }

    def names(self, name, letters):
        end = "." + self.view if self.view else ""
        return ["%s.%s%s.%s" % (self.layer.name, name, end, letter) for letter in letters]

    def passes(self):
        if not self.is_denoised and not self.is_other:
            return {}
        read = self.read()
        noisy, alpha = read["Combined"][:3], read["Combined"][3]
        found = {}
        if self.is_other:
            found = {name: self.of_own_exposure(read[name][:3]) for name in read if self.is_sum(name)}
        if self.is_denoised:
            found[NOISY] = found.get("Combined", noisy)
            found["Combined"] = self.denoised(noisy, read)
            found[NOISY] = [*found[NOISY], alpha]
        found["Combined"] = [*found["Combined"], alpha]
        return found

    def read(self):
        """Values of the joined file, rows from the bottom up: a list of channels by pass."""
        wanted = {"Combined": "RGBA"}
        if self.is_denoised:
            inputs = self.scene.cycles.denoising_input_passes
            wanted.update((name, letters) for name, (key, letters) in GUIDES.items() if key in inputs)
            if self.scene.cycles.use_adaptive_sampling:
                wanted[COUNT] = "X"
        if self.is_other:
            passes = cycles_passes.passes(self.scene, self.layer)
            wanted.update((name, RGB) for name, _ in passes if name != "Combined" and self.is_sum(name))
        names = {name: self.names(name, letters) for name, letters in wanted.items()}
        found = exr_pixels.read(self.path, sum(names.values(), []))
        return {name: [found[each][::-1] for each in channels] for name, channels in names.items()}

    @staticmethod
    def is_sum(name):
        return name == "Combined" or name in denoising.SUMS or name.startswith(denoising.LIGHT_GROUP)

    def sums(self, colours):
        """Nothing is rounded here: the divisor is a power of two."""
        return [values / self.scale_of_parts for values in colours]

    def of_own_exposure(self, colours):
        return [values * self.scale for values in self.sums(colours)]

    def denoised(self, noisy, read):
        if not denoising.is_counted(self.scene):
            return [values * self.scale for values in self.denoiser(self.sums(noisy), read)]
        counts = self.counts(read)
        share = numpy.float32(1) / counts
        if self.are_means:
            means = [values / self.exposure for values in noisy]
        else:
            means = [values * share for values in self.sums(noisy)]
        scale = share * self.exposure
        return [values * counts * scale for values in self.denoiser(means, read)]

    def counts(self, read):
        """How many samples each pixel has; Cycles writes it as a share of all."""
        if COUNT not in read:
            return self.samples
        return numpy.rint(read[COUNT][0].astype("f8") * float(self.samples)).astype("f4")

    def denoiser(self, colours, read):
        # None of them is used without a graphics card, but it wants them.
        channels = {"L.Vector." + letter: None for letter in "XYZW"}
        channels.update(("L.Combined." + letter, v) for letter, v in zip(RGB, colours))
        for name, (_, letters) in GUIDES.items():
            values = read.get(name, [None] * 3)
            channels.update(("L.%s.%s" % (name, letter), v) for letter, v in zip(letters, values))
        height, width = colours[0].shape
        try:
            exr_pixels.write(self.place, channels, (width, height), {"cycles.L.samples": "1"})
            self.run()
            found = list(exr_pixels.read(self.place, ["L.Combined." + c for c in RGB]).values())
        finally:
            if os.path.lexists(self.place):
                os.remove(self.place)
        # Cycles does not look at what the denoiser says, and leaves zeros where it fails.
        if not any(values.any() for values in found) and any(v.any() for v in colours):
            raise RuntimeError("Cycles' denoiser gave an empty picture")
        return found

    def timed(self, side):
        grey = numpy.full((side, side), 0.5, "f4")
        start = time.perf_counter()
        self.denoiser([grey] * 3, {name: [grey] * 3 for name in GUIDES})
        return time.perf_counter() - start

    def run(self):
        import _cycles

        _cycles.denoise(
            bpy.context.preferences.as_pointer(),
            self.scene.as_pointer(),
            self.layer.as_pointer(),
            input=[self.place],
            output=[self.place],
        )
