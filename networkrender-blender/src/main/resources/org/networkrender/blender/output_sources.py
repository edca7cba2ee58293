"""Tells whether anything with a size reaches an input of the compositor: a constant gives no file."""

# What has a size of its own, whatever is connected to it.
GENERATORS = {
    "BOKEHIMAGE", "CRYPTOMATTE", "CRYPTOMATTE_V2", "IMAGE", "MASK", "MOVIECLIP", "TEXTURE", "TRACKPOS",
}  # fmt: skip


class Sources:
    """Looks along the links; what it does not know counts as a source."""

    def __init__(self, scene):
        self.scene = scene
        self.known = {}

    def is_sized(self, socket, groups):
        """groups are the group nodes on the way to the socket's tree."""
        key = (socket.as_pointer(), tuple(group.as_pointer() for group in groups))
        if key not in self.known:
            # What leads back to itself brings nothing new.
            self.known[key] = False
            self.known[key] = any(
                self.gives(link.from_node, link.from_socket, groups)
                for link in socket.links
                if not link.is_muted
            )
        return self.known[key]

    def gives(self, node, socket, groups):
        if not socket.enabled:
            return False
        if node.type == "R_LAYERS":
            scene = node.scene or self.scene
            layer = scene.view_layers.get(node.layer)
            return layer is None or layer.use
        if node.type == "GROUP_INPUT":
            if not groups:
                return True
            entry = by_identifier(groups[-1].inputs, socket.identifier)
            return entry is None or self.is_sized(entry, groups[:-1])
        if node.type == "GROUP" and not node.mute and node.node_tree is not None:
            ends = [end for end in node.node_tree.nodes if end.type == "GROUP_OUTPUT"]
            entries = [by_identifier(end.inputs, socket.identifier) for end in ends]
            return any(e is not None and self.is_sized(e, groups + [node]) for e in entries)
        if node.type in GENERATORS and not node.mute:
            return True
        if any(entry.is_linked for entry in node.inputs):
            return any(self.is_sized(entry, groups) for entry in node.inputs)
        return not node.inputs and node.type not in ("RGB", "VALUE", "TIME", "NORMAL", "SCENE_TIME")


def by_identifier(sockets, identifier):
    return next((each for each in sockets if each.identifier == identifier), None)
