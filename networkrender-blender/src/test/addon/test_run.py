import os
import shutil
import signal
import subprocess
import unittest

import support
from farm import notes, places, process, report, run


class Recorder:
    """A program that does nothing, and knows what it was told."""

    number = 1

    def __init__(self, _command, _on_event):
        self.done = []

    def code(self):
        return None

    def send(self, command):
        self.done.append(command["command"])

    def end(self):
        self.done.append("end")

    def let_go(self):
        self.done.append("let go")


class RunTest(support.LogicTest):
    def setUp(self):
        super().setUp()
        self.notes = notes.Notes(os.path.join(self.folder, "jobs"))
        self.running = []
        self.addCleanup(self.end_all)

    def end_all(self):
        for each in self.running:
            each.end()
            self.until(lambda ended=each: ended.code() is not None)
            each.let_go()

    def start(self, command, on_event):
        started = process.Process(command, on_event)
        self.running.append(started)
        return started

    def job(self, kind, note=None, attached=False):
        name = (note or {}).get("job") or "a1b2c3" if attached else ""
        return run.JobRun(support.fake(kind), self.clock, self.notes, note, name, self.start)

    def over(self, job):
        self.until(lambda: job.poll() is not None and job.is_over())
        return job

    def noted(self, job):
        def found():
            job.poll()
            return {name: note for name, note in self.notes.read().items() if not run.is_begun(name)}

        self.until(found)
        return found()

    def test_a_job_is_noted_while_it_runs(self):
        job = self.job("job", {"scene": "/s.blend"})
        self.assertEqual(self.noted(job), {"a1b2c3": {"scene": "/s.blend", "process": self.running[0].number}})
        self.assertTrue(job.send("cancel"))
        self.over(job)
        self.assertEqual(self.notes.read(), {})
        self.assertIn("Cancelled", report.ending(job.job, job.code)[1][0])

    def test_a_program_that_is_killed_is_told(self):
        job = self.over(self.job("killed"))
        well, lines = report.ending(job.job, job.code, job.error())
        self.assertFalse(well)
        self.assertIn("ended before the job did", lines[0])
        self.assertFalse(job.send("pause"))

    def test_to_write_to_who_is_gone_ends_nobody(self):
        if not hasattr(signal, "SIGPIPE"):
            self.skipTest("there is no such signal")
        job = self.over(self.job("killed"))
        before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        try:
            self.assertFalse(job.send("pause"))
            self.assertNotIn(signal.SIGPIPE, signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        finally:
            signal.signal(signal.SIGPIPE, before)

    def test_garbage_is_passed_over(self):
        job = self.over(self.job("garbage"))
        self.assertEqual([each.text for each in job.job.messages], ["whole again"])
        self.assertEqual(job.skipped(), 4)

    def test_a_flood_is_read_while_nobody_looks(self):
        job = self.over(self.job("flood"))
        self.assertEqual(job.job.phase, "ended")
        self.assertEqual(job.skipped(), 0)

    def test_the_copy_of_the_scene_goes_with_the_job(self):
        copy = self.copy()
        job = self.job("job", {"copy": copy})
        self.noted(job)
        self.assertTrue(os.path.exists(copy))
        job.send("cancel")
        self.over(job)
        self.assertFalse(os.path.exists(os.path.dirname(copy)))

    def test_blender_closes_and_the_job_goes_on(self):
        job = self.job("job", {"stop": False})
        self.noted(job)
        job.leave()
        self.over(job)
        self.assertEqual(report.ending(job.job)[1][0], "All pictures were there already: nothing had to be rendered")

    def test_blender_closes_and_the_job_stops(self):
        job = self.job("job", {"stop": True})
        self.noted(job)
        job.leave()
        self.over(job)
        self.assertIn("Cancelled", report.ending(job.job)[1][0])

    def test_it_is_noted_before_its_program_has_said_a_word(self):
        copy = self.copy()
        job = self.job("silent", {"copy": copy, "scene": "/s.blend"})
        (name,) = self.notes.read()
        self.assertTrue(run.is_begun(name), name)
        self.assertTrue(process.is_there(self.notes.read()[name]["process"]))
        job.leave()
        self.assertEqual(list(self.notes.read()), [name])
        self.over(job)
        self.assertEqual(self.notes.read(), {})
        self.assertFalse(os.path.exists(copy))

    def test_the_next_blender_learns_which_job_that_was(self):
        self.notes.write(run.BEGUN + "1", {"scene": "/s.blend"})
        job = run.JobRun(
            support.fake("job"), self.clock, self.notes, {"scene": "/s.blend"}, run.BEGUN + "1", self.start
        )
        self.until(lambda: job.poll() and list(self.notes.read()) == ["a1b2c3"])

    def test_of_a_job_among_several_it_is_not_known_which_it_was(self):
        copy = self.copy()
        note = {"copy": copy, "process": os.getpid()}
        self.notes.write(run.BEGUN + "1", note)
        job = self.over(run.JobRun(support.fake("gone"), self.clock, self.notes, note, run.BEGUN + "1", self.start))
        self.assertTrue(job.was_gone())
        self.assertEqual(list(self.notes.read()), [run.BEGUN + "1"])
        self.assertTrue(os.path.exists(copy))
        places.remove_copy(copy)

    def test_who_only_looks_and_is_killed_takes_nothing_from_the_job(self):
        copy = self.copy()
        note = {"copy": copy, "process": os.getpid()}
        self.notes.write("a1b2c3", note)
        self.over(self.job("killed", note, attached=True))
        self.assertEqual(list(self.notes.read()), ["a1b2c3"])
        self.assertTrue(os.path.exists(copy))
        places.remove_copy(copy)

    def test_who_only_looks_does_not_stop_the_job_of_another_blender(self):
        job = run.JobRun([], self.clock, self.notes, {"stop": True}, "a1b2c3", Recorder)
        job.leave()
        self.assertEqual(job.process.done, ["end"])

    def test_a_note_that_went_with_an_update_comes_back(self):
        job = self.job("job", {"stop": False})
        noted = self.noted(job)
        shutil.rmtree(os.path.join(self.folder, "jobs"))
        job.leave()
        self.assertEqual(self.notes.read(), noted)
        self.over(job)

    def test_what_others_have_left_is_cleared(self):
        copy, used = self.copy(), self.copy()
        dead = subprocess.Popen([support.python(), "-c", ""])
        dead.wait()
        self.notes.write("dead", {"copy": copy, "process": dead.pid})
        self.notes.write(run.LOOK + "1", {"copy": used, "process": os.getpid()})
        self.notes.write("old", {"scene": "/s.blend"})
        self.assertEqual(list(run.going_on(self.notes)), ["old"])
        self.assertEqual(sorted(self.notes.read()), [run.LOOK + "1", "old"])
        self.assertFalse(os.path.exists(copy))
        self.assertTrue(os.path.exists(used))
        places.remove_copy(used)

    def copy(self):
        copy = os.path.join(places.copy_folder(), "shot.blend")
        with open(copy, "w") as stream:
            stream.write("x")
        return copy

    def test_a_job_that_is_gone_leaves_no_note(self):
        self.notes.write("a1b2c3", {"job": "a1b2c3"})
        job = self.over(self.job("gone", {"job": "a1b2c3"}, attached=True))
        self.assertTrue(job.was_gone())
        self.assertEqual(self.notes.read(), {})

    def test_a_job_of_another_blender_is_only_looked_at(self):
        job = self.job("job", {"job": "a1b2c3", "stop": False}, attached=True)
        self.until(lambda: job.poll())
        self.assertFalse(job.was_gone())
        job.leave()
        self.over(job)

    def test_notes_that_are_damaged_are_passed_over(self):
        self.file("jobs/broken.json", "{")
        self.file("jobs/list.json", "[]")
        self.notes.write("good", {"a": 1})
        self.assertEqual(self.notes.read(), {"good": {"a": 1}})
        self.assertFalse(self.notes.write("../evil", {}))
        self.notes.remove("never-there")

    def test_a_folder_that_cannot_be_written_loses_only_the_note(self):
        blocked = notes.Notes(self.file("jobs/a-file"))
        self.assertFalse(blocked.write("a", {}))
        self.assertEqual(blocked.read(), {})

    def test_only_a_copy_of_ours_is_removed(self):
        precious = self.file("film/shot.blend")
        places.remove_copy(precious)
        self.assertTrue(os.path.exists(precious))


if __name__ == "__main__":
    unittest.main()
