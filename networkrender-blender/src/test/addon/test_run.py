import os
import signal
import unittest

import support
from farm import notes, places, process, report, run


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
        return run.JobRun(support.fake(kind), self.clock, self.notes, note, attached, self.start)

    def over(self, job):
        self.until(lambda: job.poll() is not None and job.is_over())
        return job

    def noted(self, job):
        def found():
            job.poll()
            return self.notes.read()

        self.until(found)
        return found()

    def test_a_job_is_noted_while_it_runs(self):
        job = self.job("job", {"scene": "/s.blend"})
        self.assertEqual(self.noted(job), {"a1b2c3": {"scene": "/s.blend", "job": "a1b2c3"}})
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
        copy = os.path.join(places.copy_folder(), "shot.blend")
        with open(copy, "w") as stream:
            stream.write("x")
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
