"""Finds nodes of geometry that read files, and where the paths come from that they read.

A path that stands somewhere as it is, in a socket, in a node or as an input of a modifier, is found, sent and
mapped. One that nodes put together is known to nobody before they run.
"""

import bpy
import scene_setup
import shown_objects

READERS = "GeometryNodeImport"
COMPUTED = "the node %s of the node group %s computes the path that it reads, so that nobody knows which file to send"


def lacks(scenes):
    """Lines for a person, of the nodes that have a part in the pictures of scenes."""
    trees = list(dict.fromkeys(shown_trees(scenes)))
    return [
        (COMPUTED % (node.name, tree.name), tree)
        for tree in trees
        for node in sorted(counting(tree), key=lambda node: node.name)
        if Sources(node, trees).computed
    ]


def shown_trees(scenes):
    for item in shown_objects.objects(scenes):
        for modifier in item.modifiers:
            if modifier.type == "NODES" and modifier.show_render:
                yield from scene_setup.with_groups([modifier.node_group])


def every_tree():
    return [tree for tree in bpy.data.node_groups if tree.bl_idname == "GeometryNodeTree"]


def read_texts():
    """Which nodes and sockets hold a path that is read as it is, as pointers."""
    trees = every_tree()
    found = [owner for tree in trees for node in counting(tree) for owner in Sources(node, trees).plain]
    return {owner.as_pointer() for owner in found}


def path_of(reader):
    """The socket that gets the path."""
    return reader.inputs["Path"] if "Path" in reader.inputs else reader.inputs[0]


def readers(nodes):
    return [node for node in nodes if node.bl_idname.startswith(READERS)]


def counting(tree):
    """The readers that something of a group's output depends on."""
    found = set()
    queue = [node for node in tree.nodes if node.type == "GROUP_OUTPUT" and node.is_active_output]
    while queue:
        node = queue.pop()
        if node in found:
            continue
        found.add(node)
        queue += [link.from_node for socket in node.inputs for link in links_of(socket)]
        for other in tree.nodes:
            # What goes into a zone is no link of its end.
            if getattr(other, "paired_output", None) == node:
                queue.append(other)
    return readers(node for node in found if not node.mute)


def links_of(socket):
    return [link for link in socket.links if not link.is_muted] if socket.is_linked else []


class Sources:
    """Where the path of one reader comes from.

    texts are the nodes and sockets that hold it as it is, plain those of them that no switch chooses among;
    computed tells whether any node makes it.
    """

    def __init__(self, reader, trees):
        self.trees = trees
        self.texts = []
        self.plain = []
        self.computed = False
        self.seen = set()
        self.follow(path_of(reader))

    def follow(self, socket, plain=True):
        if socket.as_pointer() in self.seen:
            return
        self.seen.add(socket.as_pointer())
        links = links_of(socket)
        if not links:
            self.found(socket, plain)
        for link in links:
            self.follow_node(link.from_node, link.from_socket, plain)

    def found(self, owner, plain):
        self.texts.append(owner)
        if plain:
            self.plain.append(owner)

    def follow_node(self, node, output, plain):
        texts = [socket for socket in node.inputs if socket.type == "STRING"]
        if node.type == "GROUP_INPUT":
            self.follow_group(node.id_data, output.identifier, plain)
        elif node.mute or node.type == "REROUTE" or "Switch" in node.bl_idname:
            # One of the texts that come in goes out as it is.
            for socket in texts or list(node.inputs):
                self.follow(socket, plain and node.type == "REROUTE")
        elif node.bl_idname == "FunctionNodeInputString":
            self.found(node, plain)
        elif node.type == "GROUP" and node.node_tree is not None:
            for end in node.node_tree.nodes:
                if end.type == "GROUP_OUTPUT" and end.is_active_output:
                    for socket in end.inputs:
                        if socket.identifier == output.identifier:
                            self.follow(socket, plain)
        else:
            self.computed = True

    def follow_group(self, inner, identifier, plain):
        """What is given to a group where it is used; a modifier gives it a text as it is."""
        for tree in self.trees:
            for node in tree.nodes:
                if node.type == "GROUP" and node.node_tree == inner:
                    for socket in node.inputs:
                        if socket.identifier == identifier:
                            self.follow(socket, plain)
