import os
import unittest

import support
from farm import commands, starting

SCRIPT = os.path.join(support.HERE, *[".."] * 4, "networkrender-cli", "src", "assembly", "bin", "networkrender.bat")


class StartingTest(support.LogicTest):
    def script(self):
        with open(SCRIPT, encoding="utf-8") as stream:
            return self.file("R&D 100%/bin/networkrender.bat", stream.read())

    def java(self):
        return self.file("jdk 17/bin/java.exe", "", 0o755)

    def test_no_shell_reads_the_paths_of_windows(self):
        script, java = self.script(), self.java()
        home = os.path.dirname(os.path.dirname(script))
        surroundings = {"JAVA_HOME": os.path.dirname(os.path.dirname(java))}
        command = starting.direct([script, "render", "C:\\R&D\\100%.blend"], "nt", surroundings)
        self.assertEqual(command[0], java)
        self.assertEqual(command[-3:], ["org.networkrender.cli.Main", "render", "C:\\R&D\\100%.blend"])
        self.assertIn("-XX:+UseSerialGC", command)
        self.assertIn("-Dnetworkrender.home=" + home, command)
        self.assertEqual(command[command.index("--class-path") + 1], home + "\\lib\\*")
        self.assertFalse([each for each in command if '"' in each or "APP_HOME" in each], command)

    def test_the_script_itself_says_what_is_missing(self):
        script = self.script()
        for command in ([script, "--version"], [self.file("other.bat", "@echo off\n"), "--version"], ["/gone.bat"]):
            self.assertEqual(starting.direct(command, "nt", {"PATH": "/nowhere"}), command)
        surroundings = {"JAVA_HOME": os.path.dirname(os.path.dirname(self.java()))}
        self.assertEqual(starting.direct(["/gone.bat"], "nt", surroundings), ["/gone.bat"])

    def test_elsewhere_the_script_is_started(self):
        self.assertEqual(starting.direct([self.script()], "posix", {}), [self.script()])
        self.assertEqual(starting.apart(["nr"]), {"start_new_session": True})

    def test_paths_of_windows_are_no_escapes(self):
        self.assertEqual(commands.options('--set "a b" C:\\data', "nt"), ["--set", "a b", "C:\\data"])
        self.assertEqual(commands.options("--set 'a b'", "posix"), ["--set", "a b"])


if __name__ == "__main__":
    unittest.main()
