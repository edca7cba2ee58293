"""Which data blocks may have a part in a picture: those of its scenes, and whatever these name."""

import bpy


def used_by(blocks):
    """The blocks and all that they lead to. Rather too many: what is named and switched off counts too."""
    names = {}
    for block, users in bpy.data.user_map().items():
        for user in users:
            names.setdefault(user, []).append(block)
    found = set(blocks)
    queue = list(found)
    while queue:
        for block in names.get(queue.pop(), ()):
            if block not in found:
                found.add(block)
                queue.append(block)
    return found
