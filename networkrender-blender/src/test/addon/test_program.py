import os
import unittest

import support
from farm import process, program

VERSION = "0.1.0"


class ProgramTest(support.LogicTest):
    def look(self, kind):
        found = program.Program(
            VERSION, self.clock, lambda _, within, clock: process.Answer(support.fake(kind), within, clock)
        )
        found.look("/somewhere/networkrender")
        return found

    def judged(self, kind):
        found = self.look(kind)
        self.until(found.poll)
        return found

    def installed(self, folder):
        return self.file(folder + "/bin/networkrender", "#!/bin/sh\n", 0o755)

    def find(self, chosen="", beside=(), **environment):
        environment.setdefault("PATH", "/nowhere")
        return program.find(chosen, beside, environment, os.path.join(self.folder, "home"))

    def test_the_right_program_is_ready(self):
        found = self.judged("version")
        self.assertEqual((found.state, found.detail, found.sentence()), (program.READY, "0.1.0-SNAPSHOT", ""))

    def test_without_java_the_sentence_says_so(self):
        found = self.judged("no_java")
        self.assertEqual(found.state, program.NO_JAVA)
        self.assertIn("Java 17", found.sentence())

    def test_another_version_is_named_with_what_is_needed(self):
        sentence = self.judged("older").sentence()
        self.assertIn("0.0.7", sentence)
        self.assertIn("needs 0.1:", sentence)

    def test_a_missing_program_is_told(self):
        found = program.Program(VERSION, self.clock)
        found.look("")
        self.assertIn("was not found", found.sentence())

    def test_what_is_no_program_is_told(self):
        found = program.Program(VERSION, self.clock)
        found.look(self.file("networkrender", "no program"))
        self.assertEqual(found.state, program.BROKEN)
        self.assertIn("does not start", found.sentence())

    def test_another_program_of_that_name_is_told(self):
        self.assertIn("it is something else", self.judged("flood").sentence())

    def test_who_does_not_answer_is_ended(self):
        found = self.look("silent")
        self.assertFalse(found.poll())
        self.clock.now += 31
        self.until(found.poll)
        self.assertEqual(found.state, program.BROKEN)

    def test_only_what_was_chosen_counts(self):
        self.installed("home/networkrender")
        chosen = self.installed("chosen")
        self.assertEqual(self.find(os.path.join(self.folder, "chosen")), chosen)
        self.assertEqual(self.find(os.path.dirname(chosen)), chosen)
        self.assertEqual(self.find(chosen), chosen)
        self.assertEqual(self.find(os.path.join(self.folder, "nothing")), "")

    def test_the_order_of_places(self):
        self.assertEqual(self.find(), "")
        home = self.installed("home/networkrender")
        self.assertEqual(self.find(), home)
        on_path = self.installed("path")
        self.assertEqual(self.find(PATH=os.path.dirname(on_path)), on_path)
        beside = self.installed("copied")
        zip_file = self.file("copied/addon/networkrender-addon.zip")
        self.assertEqual(self.find(beside=["", zip_file], PATH=os.path.dirname(on_path)), beside)
        named = self.installed("named")
        self.assertEqual(self.find(beside=[zip_file], NETWORKRENDER_HOME=os.path.join(self.folder, "named")), named)

    def test_the_folder_that_the_add_on_came_in_is_known(self):
        beside = self.installed("copied")
        zip_file = self.file("copied/addon/networkrender-addon.zip")
        self.assertTrue(program.is_above(beside, zip_file))
        self.assertFalse(program.is_above("", zip_file))
        self.assertFalse(program.is_above(beside, ""))
        self.assertFalse(program.is_above(self.installed("other"), zip_file))

    def test_a_release_is_its_first_two_numbers(self):
        self.assertEqual(program.release("1.2.3-SNAPSHOT"), program.release("1.2"))
        self.assertNotEqual(program.release("1.2.3"), program.release("1.3.3"))


if __name__ == "__main__":
    unittest.main()
