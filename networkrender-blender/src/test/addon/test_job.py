import time
import unittest

import support
from farm import job as jobs, report
from support import attempt, event


class JobTest(support.LogicTest):
    def setUp(self):
        super().setUp()
        self.job = jobs.Job(self.clock)

    def tell(self, kind, **fields):
        self.job.apply(event(kind, **fields))

    def test_a_job_from_its_start_to_its_end(self):
        worker = {"place": "p:1", "name": "attic"}
        self.assertEqual(report.title(self.job), "Starts the program")
        self.tell("snapshot", lost=0, state={"phase": "planning"})
        self.assertEqual(report.title(self.job), "Looks into the scene")
        self.tell("planned", plan={"output": "/out", "pictures": ["p_####.png"], "frames": "1-4"})
        self.tell("workerFound", worker=worker, local=False)
        self.assertEqual(report.members(self.job)[0][0].line(), "is asked")
        self.tell("workerReceiving", worker=worker, bytes=1000000, total=4000000)
        self.assertEqual(report.members(self.job)[0][0].line(), "gets the scene: 1.0 MB of 4.0 MB")
        self.tell("workerJoined", worker=worker, slots=2)
        self.tell("taskStarted", attempt=attempt(1))
        self.tell("taskProgress", attempt=attempt(1), fraction=0.25)
        self.assertEqual(report.members(self.job)[0][0].line(), "frame 7, 25 %")
        self.tell("taskStarted", attempt=dict(attempt(1), task="frame 7 tile 120x135+360+0"))
        self.tell("taskProgress", attempt=dict(attempt(1), task="frame 7 tile 120x135+360+0"), fraction=0.5)
        self.assertEqual(report.members(self.job)[0][0].line(), "frame 7, a tile, 50 %")
        self.tell("jobProgress", totals={"done": 1, "total": 4, "fraction": 0.25, "remaining": 75})
        self.assertEqual(report.bar_text(self.job), "25 %, 1 of 4 frames, 1 min 15 s left")
        self.tell("taskAccepted", attempt=attempt(1))
        self.tell("frameFinished", frame=7, pictures=["/out/p_0007.png"], contributors=[{"worker": worker}])
        self.assertEqual(list(self.job.pictures), [(7, "/out/p_0007.png")])
        self.assertEqual(self.job.members["p:1"].frames, 1)
        self.tell("ended", ending={"outcome": "complete", "rendered": "1-4", "elapsed": 61, "gain": 1.75})
        well, lines = report.ending(self.job)
        self.assertTrue(well)
        self.assertEqual(
            lines, ["All is done in 1 min 01 s", "4 frames were rendered", "1.8 times as fast as one computer alone"]
        )

    def test_what_becomes_of_a_worker_is_told_in_its_line_alone(self):
        self.tell("warning", code="worker", text="attic takes no tasks just now")
        self.tell("warning", code="scene", text="careful")
        self.assertEqual([each.level for each in self.job.messages], ["note", "warning"])
        self.tell("snapshot", state={"warnings": [{"code": "worker", "text": "attic takes tasks again"}]})
        self.assertEqual([each.level for each in self.job.messages], ["note"])

    def test_a_still_that_was_there_already_is_shown_at_the_end(self):
        self.tell("planned", plan={"still": True, "frames": "7", "output": "/o", "pictures": ["shot_####.png"]})
        self.assertEqual(self.job.still_to_show(), "/o/shot_0007-preview.png")
        self.tell("ended", ending={"outcome": "complete", "kept": "7"})
        self.assertEqual(self.job.still_to_show(), "/o/shot_0007.png")

    def test_a_still_is_shown_as_it_grows_then_as_it_is(self):
        self.tell("previewWritten", file="/o/preview.png")
        self.assertEqual(self.job.still_to_show(), "/o/preview.png")
        self.tell("frameFinished", frame=7, pictures=["/o/shot_0007.png"])
        self.assertEqual(self.job.still_to_show(), "/o/shot_0007.png")

    def test_a_question_is_what_it_waits_for(self):
        self.tell("asked", question={"id": "pictures", "text": "?", "choices": []})
        self.assertEqual(report.title(self.job), "Waits for an answer")

    def test_a_thousand_events_between_two_ticks_are_one_state(self):
        self.tell("planned", plan={})
        before = time.thread_time()
        for number in range(1000):
            self.tell("taskProgress", attempt=attempt(number % 10), fraction=number / 1000)
        self.assertLess(time.thread_time() - before, 1.0)
        member = self.job.members["p:1"]
        self.assertEqual(len(member.running), 10)
        self.assertEqual(member.line(), "frame 7, 99 %, and 9 more")

    def test_nothing_of_a_job_grows_without_end(self):
        for number in range(20000):
            self.tell("warning", text="w%d" % number)
            self.tell("frameFinished", frame=number, pictures=["/p%d" % number])
            self.tell("taskStarted", attempt=attempt(number))
            self.tell("workerFound", worker={"place": "p%d" % number, "name": "n"})
        self.assertLessEqual(len(self.job.messages), jobs.MOST_MESSAGES)
        self.assertLessEqual(len(self.job.pictures), jobs.MOST_PICTURES)
        self.assertLessEqual(len(self.job.members), jobs.MOST_MEMBERS)
        self.assertLessEqual(len(self.job.members["p:1"].running), 64)

    def test_of_500_workers_ten_lines_are_shown_who_works_first(self):
        for number in range(500):
            worker = {"place": "p%03d" % number, "name": "n%03d" % number}
            self.tell("workerExcluded", worker=worker, text="no Blender")
        self.tell("taskStarted", attempt=attempt(1, "p444", "n444"))
        shown, more = report.members(self.job)
        self.assertEqual((len(shown), more, shown[0].name), (10, 490, "n444"))
        self.assertEqual(shown[1].line(), "cannot be used: no Blender")

    def test_whatever_types_fields_have_nothing_breaks(self):
        odd = (None, 7, "x", [], {}, [None, 7, {}], {"id": 5}, True, float("nan"), 1e300, "\u202e\0\n")
        for kind in list(jobs.HANDLERS) + ["unknown"]:
            for value in odd:
                fields = ("worker", "attempt", "totals", "question", "ending", "state", "plan", "about")
                for name in fields + ("text", "frame", "pictures", "contributors", "fraction", "bytes"):
                    self.tell(kind, **{name: value})
                    report.title(self.job)
                    report.bar_text(self.job)
                    report.ending(self.job)
                    [each.line() for each in report.members(self.job)[0]]

    def test_texts_are_one_line(self):
        self.tell("warning", text="a\nb\u202ec" + "x" * 5000)
        self.assertLessEqual(len(self.job.messages[0].text), 1000)
        self.assertEqual(self.job.messages[0].text[:5], "a b c")

    def test_a_question_is_there_until_it_is_answered(self):
        question = {"id": "pictures", "text": "3 pictures are there", "choices": [{"id": "keep", "text": "keep"}]}
        self.tell("asked", question=question)
        self.tell("asked", question=question)
        self.assertEqual(len(self.job.questions), 1)
        self.tell("answered", question="pictures", answer="keep")
        self.assertEqual(self.job.questions, [])

    def test_a_later_snapshot_takes_the_place_of_all(self):
        self.tell("warning", text="old")
        self.tell("workerFound", worker={"place": "old", "name": "old"})
        running = [{"attempt": attempt(3), "fraction": 0.5}]
        workers = [{"worker": {"place": "p:1", "name": "attic"}, "status": "ready", "frames": 5, "running": running}]
        self.tell("snapshot", lost=9, state={"phase": "paused", "workers": workers, "waiting": {"text": "w"}})
        self.assertEqual([each.name for each in self.job.members.values()], ["attic"])
        self.assertEqual(self.job.members["p:1"].line(), "frame 7, 50 %")
        self.assertEqual((self.job.phase, self.job.identity, len(self.job.messages)), ("paused", "a1b2c3", 0))

    def test_each_way_to_end_is_a_sentence(self):
        self.tell("ended", ending={"outcome": "incomplete", "missing": "7", "failures": [{"cause": "no camera"}]})
        self.assertEqual(report.ending(self.job), (False, ["Frames are missing: 7", "no camera"]))
        self.tell("ended", ending={"outcome": "failed", "error": "The disk is full", "advice": "Make room"})
        self.assertEqual(report.ending(self.job), (False, ["The disk is full", "Make room"]))
        self.tell("jobProgress", totals={"done": 2, "total": 4})
        self.tell("ended", ending={"outcome": "cancelled"})
        self.assertIn("it goes on there", report.ending(self.job)[1][0])
        self.assertIn("The scene was not saved", report.ending(self.job, copied=True)[1][0])
        self.assertEqual(report.ending(self.job)[1][1], "2 of 4 frames")
        self.tell("ended", ending={"outcome": "complete", "rendered": ""})
        self.assertIn("there already", report.ending(self.job)[1][0])

    def test_the_preview_of_a_still_is_known_by_its_plan(self):
        plan = {"still": True, "output": "/o", "pictures": ["a#_####.png"], "frames": "7"}
        self.tell("planned", plan=plan)
        self.assertEqual(self.job.preview, "/o/a#_0007-preview.png")
        self.tell("previewWritten", frame=7, file="/o/other.png")
        self.assertEqual(self.job.preview, "/o/other.png")


if __name__ == "__main__":
    unittest.main()
