# SPDX-License-Identifier: GPL-3.0-or-later
"""Command lines of the program, by what the artist chose."""

import os
import shlex
from dataclasses import dataclass, field


@dataclass
class Scene:
    """The file to render, and the one of which it is a copy. What was never saved is the copy of none."""

    file: str
    original: str = ""
    copied: bool = False

    def arguments(self):
        return [self.file] + (["--scene-path", self.original] if self.original else [])


@dataclass
class Network:
    """How others are found; empty lists leave that to the program."""

    workers: list = field(default_factory=list)
    interfaces: list = field(default_factory=list)
    more: list = field(default_factory=list)
    of_jobs: list = field(default_factory=list)

    def arguments(self, own=False):
        """`own`: for a worker, which looks for nobody. Options of jobs are for nothing else."""
        found = [part for each in self.interfaces for part in ("--interface", each)]
        if not own:
            found += [part for each in self.workers for part in ("--worker", each)]
        return found + self.more


@dataclass
class Choices:
    """What the artist chose for a job."""

    scene_name: str = ""
    frames: str = ""
    still_frame: int | None = None
    output: str = ""
    movie: str = ""
    split: str = "AUTO"
    exact: bool = False
    denoise: bool = True
    bake: bool = True
    local: bool = True
    scripts: bool = False
    allow_missing: bool = False
    overwrite: bool = False
    add_ons: list = field(default_factory=list)
    readable: list = field(default_factory=list)
    writable: list = field(default_factory=list)
    view_layer: str = ""
    stop_with_blender: bool = False

    def arguments(self):
        found = []
        if self.still_frame is not None:
            found += ["--still", "--frame=%d" % self.still_frame]
        elif self.frames:
            found.append("--frames=" + self.frames)
        if self.scene_name:
            found += ["--scene", self.scene_name]
        if self.view_layer:
            found += ["--view-layer", self.view_layer]
        if self.output:
            found += ["--output", self.output]
        if self.movie:
            found += ["--movie", self.movie]
        if self.split != "AUTO":
            found += ["--split", self.split.lower()]
        found += self.switches()
        found += [part for each in self.add_ons for part in ("--addon", each)]
        return found + self.folders()

    def folders(self):
        """What may leave this computer, and where the scene may save."""
        readable = [part for each in self.readable for part in ("--allow-read", each)]
        return readable + [part for each in self.writable for part in ("--allow-write", each)]

    def of_check(self):
        """What the look into a scene has to know, to find what the job would find."""
        found = ["--scripts"] if self.scripts else []
        found += ["--allow-missing"] if self.allow_missing else []
        found += ["--scene", self.scene_name] if self.scene_name else []
        found += ["--view-layer", self.view_layer] if self.view_layer else []
        found += [part for each in self.add_ons for part in ("--addon", each)]
        return found + self.folders()

    def switches(self):
        chosen = (
            (self.exact, "--exact"),
            (not self.denoise, "--no-denoise"),
            (not self.bake, "--bake=never"),
            (not self.local, "--no-local"),
            (self.scripts, "--scripts"),
            (self.allow_missing, "--allow-missing"),
            (self.overwrite, "--overwrite"),
            (self.stop_with_blender, "--exit-with-stdin"),
        )
        return [option for wanted, option in chosen if wanted]


def render(program, scene, choices, network, blenders=()):
    """`blenders`: what renders on this computer; none leaves it to the program.

    The job removes a copy itself: nobody else may be there when it ends.
    """
    return (
        [program, "render", "--events=json"]
        + choices.arguments()
        + (["--discard-scene"] if scene.copied else [])
        + network.arguments()
        + network.of_jobs
        + named(blenders)
        + scene.arguments()
    )


def inspect(program, scene, choices, network, blenders=()):
    options = choices.of_check() + network.arguments() + named(blenders)
    return [program, "inspect", "--json"] + options + scene.arguments()


def workers(program, network):
    return [program, "workers", "--json"] + network.arguments()


def attach(program, job):
    """`job`: its number; without it the only one that runs."""
    return [program, "attach", "--events=json", "--exit-with-stdin"] + ([job] if job else [])


def attach_worker(program):
    return [program, "attach", "--worker", "--events=json", "--exit-with-stdin"]


def worker(program, network, blenders=(), stop_with_blender=True, name="", yields=True, scripts=False):
    """A worker of this computer, which leaves the processor to the artist."""
    options = ["--single", "--priority=low"]
    options += ["--yield"] if yields else []
    options += ["--exit-with-stdin"] if stop_with_blender else []
    options += ["--name", name] if name else []
    options += ["--allow-scripts"] if scripts else []
    return [program, "worker", "--events=json"] + options + network.arguments(own=True) + named(blenders)


def named(blenders):
    return [part for each in blenders for part in ("--blender", each)]


def listed(text):
    """The parts of a text with commas."""
    return [each.strip() for each in text.split(",") if each.strip()]


def options(text, system=None):
    """Further options as one writes them in a shell; None where a quote is open."""
    try:
        if (system or os.name) != "nt":
            return shlex.split(text)
        # Its paths are full of what quotes the next letter elsewhere.
        return [each.replace('"', "") for each in shlex.split(text, posix=False)]
    except ValueError:
        return None
