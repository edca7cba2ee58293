"""Stands in for drivers: Cycles tells of cards that are not there. Writes what our scripts make of them."""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import bpy  # noqa: E402 I001: the module brings Cycles along
import _cycles  # noqa: E402
import denoising  # noqa: E402
import graphics_cards  # noqa: E402
import part_render  # noqa: E402
import render_device  # noqa: E402
import scene_setup  # noqa: E402

REAL = _cycles.available_devices
WIDTH = len(REAL("NONE")[0])
CARDS = {
    "CUDA": [
        ("NVIDIA GeForce RTX 3060", "CUDA_NVIDIA GeForce RTX 3060_0000:01:00"),
        ("NVIDIA GeForce GTX 970 (Display)", "CUDA_NVIDIA GeForce GTX 970_0000:02:00"),
    ],
    "HIP": [("AMD Radeon(TM) Graphics", "HIP_AMD Radeon(TM) Graphics_0000:0c:00")],
    "ONEAPI": [
        ("Intel(R) UHD Graphics 770", "ONEAPI_Intel(R) UHD Graphics 770_0000:00:02.0"),
        ("Intel(R) Arc(TM) A770 Graphics", "ONEAPI_Intel(R) Arc(TM) A770 Graphics_0000:03:00.0"),
    ],
    "OPTIX": [
        ("NVIDIA GeForce RTX 3060", "CUDA_NVIDIA GeForce RTX 3060_0000:01:00_OptiX"),
    ],
}
SYSTEM = """
CPU device capabilities: SSE42 AVX2

CUDA device capabilities:
\tNVIDIA GeForce RTX 3060
\t\tCU_DEVICE_ATTRIBUTE_WARP_SIZE\t\t\t32
\t\tCU_DEVICE_ATTRIBUTE_INTEGRATED\t\t\t0

oneAPI device capabilities:
\tIntel(R) Arc(TM) A770 Graphics
\t\tsycl::info::device::vendor\t\t\tIntel(R) Corporation
\t\tsycl::info::device::global_mem_size\t\t\t16225243136
\t\tsycl::info::device::host_unified_memory\t\t\t0
"""


def available(kind):
    found = [(name, kind, id_) + (False,) * (WIDTH - 3) for name, id_ in CARDS.get(kind, [])]
    return tuple(found) + tuple(REAL("NONE"))


def use(kind, *ids):
    preferences = bpy.context.preferences.addons["cycles"].preferences
    try:
        render_device.use({"type": kind, "cards": list(ids), "words": "the card"})
    except render_device.DeviceLost as error:
        return {"lost": str(error)}
    return {
        "type": preferences.compute_device_type,
        "used": sorted(entry.id for entry in preferences.devices if entry.use),
        "scenes": sorted({scene.cycles.device for scene in bpy.data.scenes}),
    }


def denoised_part():
    """What a session says of parts of a denoised scene on a card, and whether one can be measured."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.use_denoising = True
    use("CUDA", CARDS["CUDA"][0][1])
    told = {"refused": "", "measured": False}
    try:
        denoising.check_device(scene)
    except RuntimeError as error:
        told["refused"] = str(error)
    # Cycles itself knows of no card here, and takes the processor.
    command = {"frame": 1, "directory": HERE, "names": ["part.exr"], "region": [0, 0, 4, 4], "samples": [0, 1]}
    part_render.render_part(scene, command)
    told["measured"] = os.path.isfile(os.path.join(HERE, "part.exr"))
    return told


def denoisers():
    """With which denoiser, and whether on a card, each scene denoises that asks for OptiX."""
    for scene in bpy.data.scenes:
        scene.cycles.denoiser = "OPTIX"
        if hasattr(scene.cycles, "denoising_use_gpu"):
            scene.cycles.denoising_use_gpu = True
            scene.cycles.keyframe_insert("denoising_use_gpu", frame=1)
    scene_setup.make_alike()
    bpy.context.scene.frame_set(1)
    used = {(s.cycles.denoiser, getattr(s.cycles, "denoising_use_gpu", False)) for s in bpy.data.scenes}
    return ["%s %s" % each for each in sorted(used)]


RESULT = {"here": graphics_cards.cards()}
RESULT["untouched"] = use("NONE")
_cycles.available_devices = available
_cycles.system_info = lambda: SYSTEM
types = _cycles.get_device_types()
_cycles.get_device_types = lambda: (True,) * len(types)
RESULT["withoutKernels"] = sorted({card["kind"] for card in graphics_cards.cards()})
graphics_cards.has_kernels = lambda kind: True
RESULT["cards"] = graphics_cards.cards()
bpy.data.scenes.new("Other").render.engine = "BLENDER_WORKBENCH"
RESULT["one"] = use("CUDA", CARDS["CUDA"][1][1])
RESULT["both"] = use("CUDA", *(id_ for _, id_ in CARDS["CUDA"]))
RESULT["optix"] = use("OPTIX", CARDS["OPTIX"][0][1])
RESULT["other"] = use("OPTIX", "CUDA_another_OptiX")
RESULT["none"] = use("CUDA")
bpy.context.scene.cycles.device = "CPU"
bpy.context.scene.cycles.keyframe_insert("device", frame=1)
RESULT["keyed"] = use("CUDA", CARDS["CUDA"][0][1])
bpy.context.scene.frame_set(1)
RESULT["keyed"]["scenes"] = sorted({scene.cycles.device for scene in bpy.data.scenes})
RESULT["denoised"] = denoised_part()
RESULT["denoisers"] = denoisers()
gone = CARDS["CUDA"].pop()
RESULT["gone"] = use("CUDA", gone[1])
RESULT["processor"] = use("NONE")
with open(os.path.join(HERE, "told.json"), "w", encoding="utf-8") as file:
    json.dump(RESULT, file)
