"""The graphics cards that Cycles can use here, and what is known of them."""

import ctypes
import glob
import os
import re
import sys

# How many are told, and how long a text may be: the other side believes no more.
MOST = 64
LONGEST = 200
KINDS = ("OPTIX", "CUDA", "HIP", "METAL", "ONEAPI")
# Without these a card is listed, and no render works. The others have theirs in the program.
KERNELS = {
    "OPTIX": ("kernel_optix*.ptx*",),
    "CUDA": ("kernel_*.cubin*", "kernel_compute*.ptx*"),
    "HIP": ("kernel_*.fatbin*",),
}
ADDRESS = re.compile(r"[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}", re.IGNORECASE)
# Names of what shares the processor's memory, where the driver does not say it.
INTEGRATED = re.compile(
    r"^Intel.*\b(U?HD|Iris)\b|^Intel(\(R\))?( Arc(\(TM\))?)? Graphics\b|\bArc(\(TM\))? 1\d\d[TV]\b"
    r"|^AMD Radeon(\(TM\)|™)?( (Vega|RX Vega) \d+| \d{3}M)? Graphics\b"
    r"|\bVega \d+ (Mobile|Graphics)\b",
    re.IGNORECASE,
)
SHARED = {
    "CU_DEVICE_ATTRIBUTE_INTEGRATED",
    "hipDeviceAttributeIntegrated",
    "sycl::info::device::host_unified_memory",
}
MEMORY = {"sycl::info::device::global_mem_size"}


def cards():
    """Each in every way in which it can be used; none on a Cycles without kernels for it."""
    try:
        import _cycles
    except ImportError:
        return []
    told = attributes(_cycles.system_info() if hasattr(_cycles, "system_info") else "")
    found = []
    for kind in KINDS:
        if has_kernels(kind):
            for name, type_, id_, *_ in _cycles.available_devices(kind):
                # The processor is listed with each kind.
                if type_ == kind and not any(card["id"] == id_ for card in found):
                    found.append(card(kind, name, id_, told))
    return found[:MOST]


def card(kind, name, id_, told):
    # Of a card that drives a screen Cycles says so in its name.
    plain = re.sub(r" \(Display\)$", "", name)
    known = told.get(plain, {})
    shared = [known[key] for key in SHARED if key in known]
    return {
        "kind": kind,
        "id": id_[:LONGEST],
        "name": plain[:LONGEST],
        "memory": memory(kind, id_, known),
        "integrated": shared[0] != 0 if shared else bool(INTEGRATED.search(plain)),
    }


def has_kernels(kind):
    if kind not in KERNELS:
        return True
    place = os.path.dirname(getattr(sys.modules.get("cycles"), "__file__", None) or "")
    return bool(place) and any(
        glob.glob(os.path.join(glob.escape(place), "lib", pattern)) for pattern in KERNELS[kind]
    )


def attributes(text):
    """What Cycles tells of each card, by its name: {"Card": {"ATTRIBUTE": 1}}."""
    found = {}
    current = {}
    for line in text.splitlines():
        if re.match(r"\t[^\t]", line):
            current = found.setdefault(line.strip(), {})
        known = re.match(r"\t\t(\S+)\s+(\d+)\s*$", line)
        if known:
            current[known.group(1)] = int(known.group(2))
    return found


def memory(kind, id_, known):
    """In bytes; 0 where nobody tells it."""
    for key in MEMORY:
        if key in known:
            return known[key]
    address = ADDRESS.search(id_)
    if not address:
        return 0
    if kind in ("CUDA", "OPTIX"):
        return memory_of_nvidia(address.group())
    return memory_of_amd(address.group()) if kind == "HIP" else 0


def memory_of_nvidia(address):
    """Asks the driver, which Cycles has loaded."""
    try:
        driver = ctypes.CDLL("nvcuda.dll" if os.name == "nt" else "libcuda.so.1")
        device = ctypes.c_int()
        size = ctypes.c_size_t()
        if (
            driver.cuInit(0)
            or driver.cuDeviceGetByPCIBusId(ctypes.byref(device), address.encode("ascii") + b".0")
            or driver.cuDeviceTotalMem_v2(ctypes.byref(size), device)
        ):
            return 0
        return size.value
    except (OSError, AttributeError):
        # No driver, or one that is too old: it is not known.
        return 0


def memory_of_amd(address):
    path = "/sys/bus/pci/devices/%s.0/mem_info_vram_total" % address.lower()
    try:
        with open(path, encoding="ascii") as file:
            return int(file.read(20))
    except (OSError, ValueError):
        return 0
