# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences about a job: how far it is, what it waits for, how it ended."""

from . import fields, job as jobs, words

MOST_LINES = 10


def fraction(job):
    return min(1.0, max(0.0, fields.number(job.totals, "fraction")))


def frames_text(job, say=words.same):
    """How many frames are done; of a still nothing, since it is one."""
    total = fields.whole(job.totals, "total")
    if total < 2:
        return ""
    return say("{done} of {total} frames").format(done=fields.whole(job.totals, "done"), total=total)


def bar_text(job, say=words.same):
    """How far it is, in one line."""
    return joined(words.percent(fraction(job)), rest_text(job, say))


def rest_text(job, say=words.same):
    """The same without the share that is done."""
    return joined(frames_text(job, say), left_text(job, say))


def left_text(job, say=words.same):
    """How long it takes still; empty where that is not known."""
    if "remaining" not in job.totals or job.phase != jobs.RUNNING:
        return ""
    return say("{time} left").format(time=words.duration(fields.number(job.totals, "remaining"), say))


def joined(*parts):
    return ", ".join(part for part in parts if part)


def title(job, say=words.same):
    """What the job does just now."""
    if job.questions:
        return say("Waits for an answer")
    if job.phase == jobs.RUNNING and job.waiting:
        return say("Waits: {why}").format(why=job.waiting)
    return {
        jobs.STARTING: say("Starts the program"),
        jobs.PLANNING: say("Looks into the scene"),
        jobs.RUNNING: say("Renders"),
        jobs.PAUSED: say("Paused: what was begun is finished"),
        jobs.ENDED: say("Ended"),
    }.get(job.phase, job.phase)


def members(job, most=MOST_LINES):
    """The workers to show, who works first, and how many more there are."""
    order = sorted(job.members.values(), key=rank)
    return order[:most], max(0, len(order) - most)


def rank(member):
    return (not member.running, not member.is_live(), -member.frames, member.name, member.place)


def ending(job, code=None, error="", say=words.same, copied=False):
    """How it ended: whether that is well, and the lines to show.

    `copied`: it rendered what was not saved. No later copy is quite the same, so that the program asks then.
    """
    if job.ending is None:
        lines = [
            say("The program ended before the job did. Render again: it asks what becomes of the finished pictures.")
            if copied
            else say("The program ended before the job did. Render again: it goes on where it stopped.")
        ]
        return False, lines + ([error] if error else [])
    end = job.ending
    outcome = fields.text(end, "outcome")
    elapsed = words.duration(fields.number(end, "elapsed"), say)
    rendered = words.count_frames(fields.text(end, "rendered")) or 0
    if outcome == "complete":
        lines = [say("All is done in {time}").format(time=elapsed)]
        if rendered > 1:
            lines.append(say("{count} frames were rendered").format(count=rendered))
        elif not rendered:
            lines = [say("All pictures were there already: nothing had to be rendered")]
    elif outcome == "cancelled":
        lines = [
            say("Cancelled. What was finished is kept. The scene was not saved: the next job asks what becomes of it.")
            if copied
            else say("Cancelled. What was finished is kept: render again, and it goes on there.")
        ]
        lines.append(frames_text(job, say))
    elif outcome == "incomplete":
        lines = [say("Frames are missing: {frames}").format(frames=fields.text(end, "missing"))]
        lines += [fields.text(each, "cause") for each in fields.children(end, "failures")[:3]]
    else:
        lines = [fields.text(end, "error") or say("The job could not go on")]
        lines.append(fields.text(end, "advice"))
    gain = fields.number(end, "gain")
    if gain >= 1.05:
        lines.append(say("{gain} times as fast as one computer alone").format(gain="%.1f" % gain))
    lines += fields.texts(end, "audit")[:3] + fields.paths(end, "movies")[:3]
    return outcome == "complete", [line for line in lines if line]


def frames(count, say=words.same):
    return say("1 frame") if count == 1 else say("{count} frames").format(count=count)
