# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts in the language of the artist. German shows the way: another language is one more module such as that."""

import bpy

from . import german

ADD_ON = __package__.rpartition(".")[0]
CONTEXTS = ("*", "Operator")


def table():
    texts = {}
    for language, module in (("de_DE", german), ("de", german)):
        texts[language] = {(context, text): told for text, told in module.TEXTS.items() for context in CONTEXTS}
    return texts


def register():
    bpy.app.translations.register(ADD_ON, table())


def unregister():
    bpy.app.translations.unregister(ADD_ON)
