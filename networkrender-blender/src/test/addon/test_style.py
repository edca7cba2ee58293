import ast
import unittest
import warnings

from test_texts import sources

LICENCE = "# SPDX-License-Identifier: GPL-3.0-or-later\n"
MOST_LINES = 350


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for each in node.names:
                yield (each.asname or each.name).split(".")[0]


class StyleTest(unittest.TestCase):
    def test_sources_compile_without_a_warning_and_import_what_they_use(self):
        for path in sources():
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                tree = compile(text, path, "exec", ast.PyCF_ONLY_AST)
                compile(text, path, "exec")
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            self.assertEqual(set(imported(tree)) - used, set(), path)

    def test_sources_have_their_licence_a_word_about_them_and_an_end(self):
        for path in sources():
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
            self.assertTrue(text.startswith(LICENCE), path)
            self.assertTrue(ast.get_docstring(ast.parse(text)), path)
            self.assertLess(text.count("\n"), MOST_LINES, path)


if __name__ == "__main__":
    unittest.main()
