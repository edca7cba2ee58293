# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws a job: its bar, its workers, its questions, its last pictures, and how it ended."""

import os

import bpy

from ..farm import fields, job as jobs, report, words
from . import results, thumbnails

PIXELS_OF_A_LETTER = 7.2
MOST_MESSAGES = 4
NARROW = 40


def columns(context):
    """How many letters fit into a line here."""
    scale = context.preferences.system.ui_scale * PIXELS_OF_A_LETTER
    return max(20, int((context.region.width - 60 * context.preferences.system.ui_scale) / scale))


def is_narrow(context):
    """Whether two things beside each other would be cut off, as in a sidebar."""
    return columns(context) < NARROW


def write(layout, context, text, icon="NONE"):
    """Writes a text of any length, in as many lines as it needs."""
    column = layout.column()
    column.scale_y = 0.8
    for line in words.wrap(text, columns(context)):
        column.label(text=line, icon=icon, translate=False)
        icon = "BLANK1" if icon != "NONE" else "NONE"


def draw_trouble(layout, context, text):
    box = layout.box()
    box.alert = True
    write(box, context, text, "ERROR")


def draw(layout, context, run):
    say = bpy.app.translations.pgettext_iface
    job = run.job
    with job.locked():
        draw_name(layout, run)
        if run.is_over():
            draw_ending(layout, context, run, say)
        else:
            draw_running(layout, context, run, say)
        draw_pictures(layout, job, not run.is_over() and not run.note.get("still"))
        draw_members(layout, context, job, say)
        draw_messages(layout, context, job)


def draw_name(layout, run):
    """The scene of the job, where it is not the one that is open. What was never saved has no name of its own."""
    scene = run.note.get("scene") or (run.job.scene if results.is_of_other_file() else "")
    if scene and scene != bpy.data.filepath:
        layout.label(text=os.path.basename(scene), icon="FILE_BLEND", translate=False)


def draw_running(layout, context, run, say):
    job = run.job
    # Nothing is cut off where a bar is narrow: the time stands above it then.
    above = report.left_text(job, say) if is_narrow(context) else ""
    write(layout, context, report.joined(report.title(job, say), above), "TIME")
    draw_bar(layout, context, job, say)
    for question in job.questions[:2]:
        draw_question(layout, context, question)
    row = layout.row(align=True)
    if job.phase == jobs.PAUSED:
        row.operator("networkrender.resume", icon="PLAY")
    else:
        row.operator("networkrender.pause", icon="PAUSE")
    row.operator("networkrender.cancel", icon="X")
    if job.refused:
        write(layout, context, job.refused, "INFO")


def draw_bar(layout, context, job, say):
    text = report.frames_text(job, say) if is_narrow(context) else report.rest_text(job, say)
    if hasattr(layout, "progress"):
        share = words.percent(report.fraction(job))
        layout.progress(factor=report.fraction(job), text=report.joined(share, text), translate=False)
        return
    # Before 4.0 layouts have no bar: a slider that nobody can move is one.
    row = layout.row()
    row.enabled = False
    row.prop(context.window_manager, "networkrender_bar", slider=True, text=text, translate=False)


def draw_question(layout, context, question):
    box = layout.box()
    write(box, context, fields.text(question, "text"), "QUESTION")
    column = box.column(align=True)
    for choice in fields.children(question, "choices")[:6]:
        operator = column.operator("networkrender.answer", text=fields.text(choice, "text"), translate=False)
        operator.question = fields.text(question, "id")
        operator.choice = fields.text(choice, "id")


def draw_ending(layout, context, run, say):
    well, lines = report.ending(run.job, run.code, run.error(), say, bool(run.note.get("copy")))
    box = layout.box()
    box.alert = not well and fields.text(run.job.ending, "outcome") != "cancelled"
    for number, line in enumerate(lines):
        write(box, context, line, ("CHECKMARK" if well else "INFO") if number == 0 else "BLANK1")
    row = layout.column(align=True) if is_narrow(context) else layout.row(align=True)
    if not run.note.get("still") and not results.is_of_other_file():
        row.operator("render.play_rendered_anim", text="View Animation", icon="PLAY")
    row.operator("networkrender.open_pictures", icon="FILE_FOLDER")
    if is_narrow(context):
        row.operator("networkrender.dismiss", icon="X")
    else:
        row.operator("networkrender.dismiss", text="", icon="X")


def draw_pictures(layout, job, expected):
    """The last ones. Where the first one is expected there is its place: nothing below moves when it comes."""
    pictures = [(str(frame), file) for frame, file in job.pictures]
    thumbnails.keep([file for _, file in pictures])
    if not pictures and not expected:
        return
    row = layout.row()
    row.alignment = "LEFT"
    for frame, file in pictures or [("", "")]:
        column = row.column(align=True)
        column.template_icon(icon_value=thumbnails.icon(file) if file else 0, scale=4.0)
        line = column.row()
        line.alignment = "CENTER"
        line.label(text=frame, translate=False)


def draw_members(layout, context, job, say):
    members, more = report.members(job)
    if not members:
        return
    column = layout.box().column(align=True)
    for member in members:
        icon = "RENDER_ANIMATION" if member.running else "CHECKMARK" if member.is_live() else "ERROR"
        if is_narrow(context):
            row = column.row()
            row.label(text=member.name, icon=icon, translate=False)
            draw_count(row, member, say)
            column.label(text=member.line(say), icon="BLANK1", translate=False)
            continue
        split = column.split(factor=0.35)
        split.label(text=member.name, icon=icon, translate=False)
        row = split.row()
        row.label(text=member.line(say), translate=False)
        draw_count(row, member, say)
    if more:
        column.label(text=say("and {count} more").format(count=more), translate=False)


def draw_count(row, member, say):
    if member.frames:
        side = row.row()
        side.alignment = "RIGHT"
        side.label(text=report.frames(member.frames, say), translate=False)


def draw_messages(layout, context, job):
    told = [(index, each) for index, each in enumerate(job.messages) if each.level != "note"]
    for index, message in told[-MOST_MESSAGES:]:
        row = layout.row()
        write(row, context, message.text, "ERROR")
        draw_way(row, message, index, True)


def draw_way(row, finding, index, of_job):
    """A button that goes to what a line is about. Whether that is there is looked at when somebody presses it."""
    if finding.about or finding.file():
        operator = row.operator("networkrender.go_to", text="", icon="RESTRICT_SELECT_OFF")
        operator.index = index
        operator.of_job = of_job
