"""Finds every property of the open file that can hold a path, by Blender's own description of its types.

No type is named one by one: what a newer Blender adds is found as well.
"""

import functools

import bpy

SUBTYPES = {"FILE_PATH", "DIR_PATH", "FILE_NAME"}
# Windows and what is computed from the file: nothing there is rendered or saved.
NOT_ENTERED = {"WindowManager", "Screen", "WorkSpace", "Depsgraph", "BlendData", "NodeLink"}
NOT_ENTERED |= {"LibraryWeakReference"}
# What leads back to the owner, which would make every socket one that leads to paths.
BACKWARDS = {"NodeSocket.node"}
# A text of these may become a path in a node that reads a file.
TEXTS = ("NodeSocketString", "FunctionNodeInputString", "Text")


class Place:
    """One property that holds a text."""

    def __init__(self, block, owner, name, path):
        self.block = block
        self.owner = owner
        self.name = name
        # Whether Blender itself says that this is a path.
        self.path = path
        self.modifier = owner

    @property
    def key(self):
        """The type that declares the property, and its name."""
        return declaring(self.owner.bl_rna, self.name) + "." + self.name

    @property
    def text(self):
        return getattr(self.owner, self.name)

    @text.setter
    def text(self, value):
        setattr(self.owner, self.name, value)


class KeyPlace(Place):
    """An input of a geometry-nodes modifier: until 5.1 a property without a type."""

    key = "NodesModifier.input"

    @property
    def text(self):
        return self.owner[self.name]

    @text.setter
    def text(self, value):
        self.owner[self.name] = value


class CustomPlace(KeyPlace):
    """A custom property of a data block, which Blender gives no meaning."""

    key = "ID.custom"


def declaring(struct, name):
    """The highest type that has a property, by its name."""
    while struct.base is not None and name in struct.base.properties:
        struct = struct.base
    return struct.identifier


def place_of(struct, inner):
    return declaring(struct, inner.identifier) + "." + inner.identifier


class Types:
    """Which types can hold a path, themselves or below: all others are never entered."""

    def __init__(self):
        self.steps_of = {}
        self.holding = {}
        structs = {}
        for name in dir(bpy.types):
            struct = getattr(getattr(bpy.types, name), "bl_rna", None)
            if struct is not None and name not in NOT_ENTERED:
                structs[struct.identifier] = struct
        self.reaching = {name for name, struct in structs.items() if is_seed(struct)}
        # A place for a type is one for all that are derived from it.
        holders = {}
        for name, struct in structs.items():
            for inner in struct.properties:
                if is_below(inner) and place_of(struct, inner) not in BACKWARDS:
                    holders.setdefault(inner.fixed_type.identifier, set()).add(name)
        queue = list(self.reaching)
        while queue:
            name = queue.pop()
            bases = {name} | {base.identifier for base in bases_of(structs.get(name))}
            new = set(bases)
            for base in bases:
                new |= holders.get(base, set())
            new -= self.reaching
            self.reaching |= new
            queue.extend(new)

    def steps(self, struct):
        """The names of the texts, whether each is a path, and of what is to be entered."""
        name = struct.identifier
        if name not in self.steps_of:
            inner = [
                p
                for p in struct.properties
                if is_below(p) and place_of(struct, p) not in BACKWARDS
            ]
            self.steps_of[name] = (
                [(p.identifier, p.subtype in SUBTYPES) for p in struct.properties if is_text(p)],
                [p.identifier for p in inner if p.type == "POINTER" and self.reaches(p)],
                [p.identifier for p in inner if p.type == "COLLECTION" and self.reaches(p)],
            )
        return self.steps_of[name]

    def reaches(self, inner):
        return inner.fixed_type.identifier in self.reaching

    def can_hold(self, item):
        kind = type(item)
        if kind not in self.holding:
            self.holding[kind] = item.bl_rna.identifier in self.reaching
        return self.holding[kind]


def is_seed(struct):
    names = [struct.identifier] + [base.identifier for base in bases_of(struct)]
    return any(paths(struct)) or any(name in TEXTS for name in names)


def paths(struct):
    return (p for p in struct.properties if p.type == "STRING" and p.subtype in SUBTYPES)


def is_text(inner):
    if inner.type != "STRING" or inner.is_readonly:
        return False
    return inner.subtype in SUBTYPES or not (
        inner.identifier == "name" or inner.identifier.startswith("bl_")
    )


def bases_of(struct):
    base = struct.base if struct is not None else None
    while base is not None:
        yield base
        base = base.base


def is_below(inner):
    """Whether a property leads to something that belongs to its owner. Blocks are found by themselves."""
    if inner.type not in ("POINTER", "COLLECTION") or inner.identifier == "rna_type":
        return False
    kind = inner.fixed_type
    if kind.identifier in NOT_ENTERED:
        return False
    names = {kind.identifier} | {base.identifier for base in bases_of(kind)}
    return "ID" not in names or bool(names & {"NodeTree", "Collection"})


def blocks():
    """Every data block that belongs to the file and to its libraries."""
    for collection in bpy.data.bl_rna.properties:
        if collection.type != "COLLECTION" or collection.identifier == "all_ids":
            continue
        if collection.fixed_type.identifier not in NOT_ENTERED:
            yield from getattr(bpy.data, collection.identifier)


@functools.lru_cache(maxsize=None)
def known_types():
    """They stay the same as long as the program runs."""
    return Types()


def places():
    """Every place of a text in what can hold paths."""
    types = known_types()
    for block in list(blocks()):
        if types.can_hold(block):
            yield from below(types, block)


def below(types, block):
    for name in block.keys():
        if isinstance(block[name], str):
            yield CustomPlace(block, block, name, False)
    seen = set()
    queue = [block]
    while queue:
        owner = queue.pop()
        struct = owner.bl_rna
        mark = (owner.as_pointer(), struct.identifier)
        if mark in seen:
            continue
        seen.add(mark)
        texts, pointers, collections = types.steps(struct)
        for name, path in texts:
            yield Place(block, owner, name, path)
        if struct.identifier == "NodesModifier":
            yield from inputs(block, owner)
        for name in pointers:
            inner = getattr(owner, name)
            if inner is not None and belongs(inner) and types.can_hold(inner):
                queue.append(inner)
        for name in collections:
            for inner in getattr(owner, name):
                if inner is not None and belongs(inner) and types.can_hold(inner):
                    queue.append(inner)


def belongs(inner):
    return not isinstance(inner, bpy.types.ID) or inner.is_embedded_data


def inputs(block, modifier):
    """The values that a modifier gives to its group of nodes."""
    tree = modifier.node_group
    if tree is None:
        return
    if hasattr(modifier, "properties"):
        given = modifier.properties.inputs
        for inner in given.bl_rna.properties:
            value = getattr(given, inner.identifier)
            if hasattr(value, "bl_rna") and "value" in value.bl_rna.properties:
                declared = value.bl_rna.properties["value"]
                if declared.type == "STRING":
                    place = InputPlace(block, value, "value", declared.subtype in SUBTYPES)
                    place.modifier = modifier
                    yield place
        return
    known = {}
    if hasattr(tree, "interface"):
        known = {
            item.identifier: getattr(item, "subtype", "NONE") in SUBTYPES
            for item in tree.interface.items_tree
            if item.item_type == "SOCKET" and item.in_out == "INPUT"
        }
    for name in modifier.keys():
        if isinstance(modifier[name], str):
            yield KeyPlace(block, modifier, name, known.get(name, False))


class InputPlace(Place):
    """An input of a geometry-nodes modifier from 5.2 on."""

    key = "NodesModifier.input"
