import unittest

import support
from farm import streams


class StreamsTest(support.LogicTest):
    def test_lines_come_whole_however_they_are_cut(self):
        data = b'{"event":"a"}\r\n\n{"event":"b"}\n' * 50
        for size in (1, 2, 3, 7, 1000, len(data)):
            splitter = streams.LineSplitter()
            lines = []
            for start in range(0, len(data), size):
                lines += splitter.feed(data[start : start + size])
            self.assertEqual(lines, data.split(b"\n")[:-1])

    def test_a_half_line_is_kept_for_later(self):
        splitter = streams.LineSplitter()
        self.assertEqual(splitter.feed(b'{"event":'), [])
        self.assertEqual(splitter.feed(b'"note"}\nrest'), [b'{"event":"note"}'])

    def test_a_line_without_end_takes_no_more_room_than_the_limit(self):
        splitter = streams.LineSplitter(most=100)
        for _ in range(1000):
            self.assertEqual(splitter.feed(b"x" * 50), [])
        self.assertEqual(splitter.feed(b"x\nshort\n"), [b"short"])
        self.assertEqual(splitter.dropped, 1)

    def test_garbage_is_no_event(self):
        for line in (b"", b"\xff\xfe", b"text", b"[1]", b"7", b"{}", b'{"event":7}', b"[" * 200000):
            self.assertIsNone(streams.decode(line), line[:20])

    def test_an_event_is_read_whatever_else_is_in_it(self):
        self.assertEqual(streams.decode(b'{"event":"x","y":[null]}'), {"event": "x", "y": [None]})

    def test_a_command_is_one_line_of_ascii(self):
        line = streams.encode({"command": "answer", "answer": "\u00fc\n"})
        self.assertEqual(line.count(b"\n"), 1)
        self.assertTrue(line.isascii())


if __name__ == "__main__":
    unittest.main()
