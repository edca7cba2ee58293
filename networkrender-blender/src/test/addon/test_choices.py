import json
import os
import unittest

import support
from farm import commands, inspection, offer, places, words, workers
from support import event


class ChoicesTest(support.LogicTest):
    def test_what_was_not_chosen_is_not_said(self):
        command = commands.render("nr", commands.Scene("/s.blend"), commands.Choices(), commands.Network())
        self.assertEqual(command, ["nr", "render", "--events=json", "/s.blend"])

    def test_all_choices_of_an_animation(self):
        choices = commands.Choices(
            scene_name="Night",
            frames="1-5",
            output="/o",
            movie="/o/film.mkv",
            split="TILES",
            exact=True,
            denoise=False,
            bake=False,
            local=False,
            scripts=True,
            allow_missing=True,
            add_ons=["a"],
            readable=["/d"],
            writable=["/w"],
            view_layer="Fog",
            stop_with_blender=True,
        )
        network = commands.Network(["10.1.0.7"], ["lo"], ["--discovery-port", "9"], ["--priority", "2"])
        scene = commands.Scene("/c.blend", "/s.blend", copied=True)
        command = commands.render("nr", scene, choices, network, ["/b"])
        expected = "nr render --events=json --frames=1-5 --scene Night --view-layer Fog --output /o"
        expected += " --movie /o/film.mkv --split tiles"
        expected += " --exact --no-denoise --bake=never --no-local --scripts --allow-missing --exit-with-stdin"
        expected += " --addon a --allow-read /d --allow-write /w --discard-scene --interface lo --worker 10.1.0.7"
        expected += " --discovery-port 9 --priority 2 --blender /b"
        self.assertEqual(command, expected.split() + ["/c.blend", "--scene-path", "/s.blend"])

        check = "nr inspect --json --scripts --allow-missing --scene Night --view-layer Fog --addon a --allow-read /d"
        check += " --allow-write /w --interface lo --worker 10.1.0.7 --discovery-port 9 /c.blend --scene-path /s.blend"
        self.assertEqual(commands.inspect("nr", scene, choices, network), check.split())
        for others in (commands.workers("nr", network), commands.worker("nr", network)):
            self.assertNotIn("--priority", [each for each in others if each != "--priority=low"])

    def test_a_still_has_its_frame_also_a_negative_one(self):
        choices = commands.Choices(still_frame=-3, frames="1-5", overwrite=True)
        self.assertEqual(choices.arguments(), ["--still", "--frame=-3", "--overwrite"])

    def test_a_worker_leaves_the_processor_to_the_artist(self):
        command = commands.worker("nr", commands.Network(["10.1.0.7"], ["lo"]), name="desk")
        expected = (
            "nr worker --events=json --single --priority=low --yield --exit-with-stdin --name desk --interface lo"
        )
        self.assertEqual(command, expected.split())
        self.assertNotIn("--exit-with-stdin", commands.worker("nr", commands.Network(), stop_with_blender=False))

    def test_further_options(self):
        self.assertEqual(commands.options("--set 'a=b c'"), ["--set", "a=b c"])
        self.assertIsNone(commands.options("'open"))
        self.assertEqual(commands.listed(" a, ,b "), ["a", "b"])

    def test_pictures_go_where_blender_would_put_them(self):
        self.assertEqual(places.of_animation("/o/shot_0001.png", False), ("/o", ""))
        self.assertEqual(
            places.of_animation("/o/film0001-0250.mkv", True), ("/o/film0001-0250-frames", "/o/film0001-0250.mkv")
        )
        self.assertEqual(places.of_still("/o/shot_0007.png"), "/o/stills")

    def test_a_folder_that_cannot_be_written_is_known_before(self):
        self.assertEqual(places.problem(os.path.join(self.folder, "new", "deep")), "")
        self.assertEqual(places.problem(self.file("a-file")), "file")
        self.assertEqual(places.problem(os.path.join(self.file("b-file"), "below")), "file")

    def test_frames_are_counted(self):
        for text, count in (("1-10", 10), ("1-10,20", 11), ("30-40x2", 6), ("-3--1", 3), ("-5", 1), ("7", 1)):
            self.assertEqual(words.count_frames(text), count, text)
        for text in ("", "x", "5-1", "1-2-3", "1-9x0", "1-9999999999", "1,,2"):
            self.assertIsNone(words.count_frames(text), text)

    def test_long_texts_are_cut_into_lines(self):
        lines = words.wrap("a sentence of some words and averyveryverylongword", 12)
        self.assertTrue(all(len(line) <= 12 for line in lines), lines)
        self.assertEqual("".join(lines).replace(" ", ""), "asentenceofsomewordsandaveryveryverylongword")

    def test_a_number_stays_with_its_unit(self):
        self.assertEqual(words.wrap("All is done in 2 min 35 s", 23), ["All is done in 2 min", "35 s"])
        self.assertEqual(words.wrap("About 50 %, 1 sentence", 8), ["About", "50 %, 1", "sentence"])

    def test_times_are_said_as_people_do(self):
        self.assertEqual(
            [words.duration(each) for each in (0, 59.4, 75, 3720)], ["0 s", "59 s", "1 min 15 s", "1 h 02 min"]
        )


class FoundTest(support.LogicTest):
    def read(self, records):
        return workers.read(json.dumps(event("snapshot", state={"workers": records})).encode())

    def test_workers_usable_ones_first_with_the_reason_of_others(self):
        found = self.read(
            [
                {"worker": {"place": "b", "name": "cellar"}, "status": "unreachable", "text": "a firewall?"},
                {
                    "worker": {"place": "a", "name": "attic"},
                    "status": "reachable",
                    "slots": 2,
                    "renderers": [{"backend": "blender", "version": "4.2", "devices": ["CPU", "CUDA"]}],
                    "busy": True,
                },
            ]
        )
        self.assertEqual([each.name for each in found], ["attic", "cellar"])
        self.assertEqual(found[0].line(), "Blender 4.2, CPU+CUDA (busy)")
        self.assertEqual(found[1].line(), "cannot be used: a firewall?")
        self.assertEqual(workers.summary(found), "2 workers, 1 of them ready")

    def test_500_workers_and_garbage(self):
        found = self.read([{"worker": {"place": str(each), "name": "n"}} for each in range(500)] + [7, None])
        self.assertEqual(workers.summary(found), "500 workers, 0 of them ready")
        self.assertEqual(len([each.line() for each in found]), 500)
        for data in (b"", b"{", b"[]", b'{"event":"x"}', b"\xff", b"[" * 100000):
            self.assertIsNone(workers.read(data))
        self.assertIn("No other computer", workers.summary([]))


class InspectionTest(support.LogicTest):
    def test_what_is_missing_can_be_gone_to(self):
        picture = os.path.join(self.folder, "gone", "wood.png")
        record = {
            "frames": "1-3",
            "width": 64,
            "height": 48,
            "files": [{"path": "/a", "bytes": 1500}],
            "missing": [picture],
            "lacks": ["the node X"],
            "warnings": ["careful"],
            "refused": "no",
            "about": {"careful": {"collection": "objects", "name": "Cube", "library": "", "file": self.folder}},
            "tiles": {"possible": False, "reason": "EEVEE"},
        }
        look = inspection.read(json.dumps(record).encode())
        self.assertEqual([each.level for each in look.findings], ["refused", "missing", "lacks", "warnings"])
        self.assertEqual(look.findings[1].file(), picture)
        self.assertEqual(look.findings[1].folder(), self.folder)
        self.assertEqual(look.findings[3].folder(), self.folder)
        self.assertEqual(look.findings[2].folder(), "")
        self.assertFalse(look.is_fine())
        lines = ["3 frames of 64 x 48", "The scene and 1 file (1.5 kB) are sent to the workers"]
        self.assertEqual(look.lines(), lines + ["A still is rendered in one piece: EEVEE"])

    def test_garbage_is_no_look(self):
        for data in (b"", b"{}", b"[]", b"\xff", b'"frames"'):
            self.assertIsNone(inspection.read(data))


class OfferTest(support.LogicTest):
    def test_a_worker_from_its_start_to_its_end(self):
        mine = offer.Offer()
        self.assertEqual(offer.status(mine), "Worker starts")
        mine.apply(event("started", offer={"networks": ["192.168.1.0/24 (eth0)"], "access": ["Everybody there can."]}))
        self.assertEqual(offer.status(mine), "Worker ready")
        self.assertEqual(offer.access(mine), ["Who can use it: 192.168.1.0/24 (eth0)", "Everybody there can."])
        task = {"number": 5, "client": {"number": 1, "name": "desk"}, "frames": "7-9"}
        mine.apply(event("taskProgress", task=task, fraction=0.5))
        self.assertEqual(offer.status(mine), "Renders 7-9 for desk, 50 %")
        mine.apply(event("taskEnded", task=task, outcome="rendered"))
        mine.apply(event("paused", pauses=[{"reason": "renders-here", "text": "Blender renders here"}]))
        self.assertEqual(offer.status(mine), "Worker pauses: Blender renders here")
        self.assertFalse(mine.is_asked_to_pause())
        mine.apply(event("resumed"))
        mine.apply(event("stopping", now=False))
        self.assertEqual(offer.status(mine), "Worker finishes its work")
        mine.apply(event("ended", error="The port is taken", advice="Choose another"))
        self.assertEqual((mine.rendered, mine.error, offer.status(mine)), (1, "The port is taken", "Worker has ended"))

    def test_whatever_types_fields_have_nothing_breaks(self):
        mine = offer.Offer()
        for kind in offer.HANDLERS:
            for value in (None, 7, [7], {}, "x", {"task": 5}, [{}]):
                for name in ("state", "offer", "client", "task", "pauses", "text", "outcome"):
                    mine.apply(event(kind, **{name: value}))
                    offer.status(mine)
                    offer.access(mine)


if __name__ == "__main__":
    unittest.main()
