import ast
import os
import string
import unittest

import support

GERMAN = os.path.join(support.ADD_ON, "interface", "german.py")
SHOWN = ("name", "description", "text", "heading")


def tree(path):
    with open(path, encoding="utf-8") as stream:
        return ast.parse(stream.read())


def sources():
    for folder, _, names in os.walk(support.ADD_ON):
        for name in names:
            if name.endswith(".py") and name != "german.py":
                yield os.path.join(folder, name)


def literal(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.IfExp):
        return None
    return None


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def texts(path):
    """The texts of a source that an artist reads."""
    interface = os.sep + "interface" + os.sep in path
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if called(node) == "say" and node.args:
                yield literal(node.args[0])
            if interface:
                yield from keywords(node)
            if interface and called(node) == "panel" and len(node.args) > 2:
                yield literal(node.args[2])
            if interface and called(node) == "EnumProperty":
                items = next(each.value for each in node.keywords if each.arg == "items")
                for item in items.elts:
                    yield from (literal(each) for each in item.elts[1:3])
        elif interface and is_category(node):
            yield literal(node.value)
        elif interface and isinstance(node, ast.ClassDef) and is_operator(node):
            yield ast.get_docstring(node)
            for each in node.body:
                if isinstance(each, ast.Assign) and each.targets[0].id == "bl_label":
                    yield literal(each.value)


def keywords(node):
    untranslated = any(each.arg == "translate" and each.value.value is False for each in node.keywords)
    for each in node.keywords:
        if each.arg in SHOWN and not (untranslated and each.arg == "text"):
            parts = (each.value.body, each.value.orelse) if isinstance(each.value, ast.IfExp) else (each.value,)
            for part in parts:
                yield literal(part)


def is_category(node):
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "bl_category"


def is_operator(node):
    return any(isinstance(each, ast.Assign) and each.targets[0].id == "bl_idname" for each in node.body) and any(
        "Operator" in ast.dump(each) for each in node.bases
    )


def german():
    for node in tree(GERMAN).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "TEXTS":
            return ast.literal_eval(node.value)
    return {}


def gaps(pattern):
    return sorted(name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None)


class TextsTest(unittest.TestCase):
    def setUp(self):
        self.texts = {text for path in sources() for text in texts(path) if text}
        self.german = german()

    def test_each_text_is_there_in_german(self):
        self.assertGreater(len(self.texts), 100)
        self.assertEqual(sorted(self.texts - set(self.german)), [])

    def test_nothing_is_translated_that_nobody_says(self):
        self.assertEqual(sorted(set(self.german) - self.texts), [])

    def test_what_is_filled_in_is_the_same(self):
        for text, told in self.german.items():
            self.assertEqual(gaps(text), gaps(told), text)


if __name__ == "__main__":
    unittest.main()
