"""Renders each case forth and back in one session, whole and in parts, against fresh sessions."""

import array
import json
import time

import exr_header
import file_outputs
import frame_render
import part_render
import session_scene

TURN = (1, 3, 2, 5, 1)
# Frame and left edge: a frame's parts, another frame's, and the first one's again.
PARTS = ((3, 0), (3, 16), (5, 16), (3, 16))


def pixels(path):
    image = bpy.data.images.load(path)
    found = array.array("f", [0]) * len(image.pixels)
    image.pixels.foreach_get(found)
    bpy.data.images.remove(image)
    os.remove(path)
    return found


def whole(scene, kept, frame):
    kept.before_whole()
    name = os.path.join(here, "whole.png")
    command = {"frame": frame, "directory": here, "names": ["whole.png"]}
    frame_render.render_whole(scene, command, file_outputs.FurtherFiles(scene, []))
    return pixels(name)


def part(scene, kept, frame, left):
    kept.before_part(frame)
    command = {
        "frame": frame,
        "directory": here,
        "names": ["part.exr"],
        "region": [left, 0, 16, 32],
    }
    part_render.render_part(scene, command)
    return exr_chunks(os.path.join(here, "part.exr"))


def exr_chunks(path):
    """What follows the header, which tells of times, and the table of places, which follow from it."""
    header = exr_header.ExrHeader(path)
    with open(path, "rb") as file:
        data = file.read()
    os.remove(path)
    chunks = -(-header.size[1] // 16)
    return data[exr_header.MOST_BYTES - header.left + 8 * chunks :]


def opened(path, always=None):
    kept = session_scene.open_scene(path, {})[0]
    if always is not None:
        kept.always = kept.parts = always
        kept.before_whole()
    return bpy.context.scene, kept


def check(make, forced):
    """Returns what a report tells of one case, or nothing."""
    began = time.time()
    turn = getattr(make, "turn", TURN)
    if make(start()) is False:
        return None
    path = os.path.join(here, "case.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    scene, kept = opened(path)
    report = {
        "kept": kept.always,
        "parts": kept.parts,
        "moves": True,
        "wrong": [],
        "wrongParts": [],
    }
    if forced or kept.always:
        fresh = {frame: whole(*opened(path, False), frame) for frame in set(turn)}
        scene, kept = opened(path, forced or None)
        report["wrong"] = [frame for frame in turn if whole(scene, kept, frame) != fresh[frame]]
        report["moves"] = fresh[1] != fresh[3] or fresh[1] != fresh.get(5, fresh[1])
    if forced or (kept.parts and not kept.always):
        fresh = {each: part(*opened(path, False), *each) for each in set(PARTS)}
        scene, kept = opened(path, None)
        kept.parts = kept.parts or forced
        report["wrongParts"] = [each for each in PARTS if part(scene, kept, *each) != fresh[each]]
    report["seconds"] = round(time.time() - began, 2)
    return report


def check_all(forced, only):
    reports = {}
    for name, make in CASES.items():
        if not only or name in only.split(","):
            report = check(make, forced)
            if report is not None:
                reports[name] = report
                print("CHANGE", name, report)
    with open(os.path.join(here, "reports.json"), "w", encoding="utf-8") as file:
        json.dump(reports, file)
