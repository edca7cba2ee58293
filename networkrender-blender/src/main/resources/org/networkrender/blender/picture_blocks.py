"""Which data blocks may have a part in a picture: those of its scenes, and whatever these name."""

import bpy


def names():
    """The blocks that each block names, its own trees of nodes among what is the block itself."""
    found = {}
    for block, users in bpy.data.user_map().items():
        for user in users:
            found.setdefault(user, []).append(block)
    return found


def used_by(blocks):
    """The blocks and all that they lead to. Rather too many: what is named and switched off counts too."""
    named = names()
    found = set(blocks)
    queue = list(found)
    while queue:
        for block in named.get(queue.pop(), ()):
            if block not in found:
                found.add(block)
                queue.append(block)
    return found
