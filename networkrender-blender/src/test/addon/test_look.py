import os
import threading
import unittest

import support
from farm import look, notes, places, process, run


class LookTest(support.LogicTest):
    def setUp(self):
        super().setUp()
        self.notes = notes.Notes(os.path.join(self.folder, "jobs"))
        self.copy = os.path.join(places.copy_folder(), "shot.blend")
        self.addCleanup(places.remove_copy, self.copy)
        with open(self.copy, "w") as stream:
            stream.write("x")

    def look(self, kind):
        return look.LookRun(support.fake(kind), self.copy, self.clock, self.notes)

    def test_the_copy_goes_with_the_answer(self):
        looking = self.look("version")
        (name,) = self.notes.read()
        self.assertEqual(self.notes.read()[name]["copy"], self.copy)
        self.assertTrue(name.startswith(run.LOOK))
        self.until(lambda: looking.poll() is not None)
        self.assertEqual(looking.poll().out, b"networkrender 0.1.0-SNAPSHOT\n")
        self.assertEqual((self.notes.read(), os.path.exists(self.copy)), ({}, False))

    def test_the_copy_goes_when_nobody_wants_to_know_any_more(self):
        looking = self.look("silent")
        looking.end()
        self.until(lambda: looking.poll() is not None)
        self.assertEqual((self.notes.read(), os.path.exists(self.copy)), ({}, False))


class AnswerTest(support.LogicTest):
    def test_what_is_printed_is_read_beside_whoever_waits_for_it(self):
        threads = []

        def read(data):
            threads.append(threading.current_thread())
            return data.decode().strip()

        answer = process.Answer(support.fake("version"), 60.0, self.clock, read)
        self.until(lambda: answer.code() is not None)
        self.assertEqual(answer.told, "networkrender 0.1.0-SNAPSHOT")
        self.assertNotIn(threading.current_thread(), threads)

    def start(self, kind):
        answer = process.Answer(support.fake(kind), 60.0, self.clock)
        self.until(lambda: answer.heard)
        return answer

    def test_who_is_ended_can_end_what_it_has_started(self):
        answer = self.start("polite")
        answer.end()
        self.until(lambda: answer.code() is not None)
        self.assertEqual((answer.code(), answer.out), (3, b"cleared away\n"))

    def test_who_does_not_want_to_end_is_killed(self):
        answer = self.start("stubborn")
        self.clock.now += 61
        self.assertIsNone(answer.code())
        self.clock.now += 10
        self.until(lambda: answer.code() is not None)
        self.assertTrue(answer.late)


if __name__ == "__main__":
    unittest.main()
