"""What each path property of Blender means for a picture: one table, for collecting and for mapping.

A property that nobody knows is taken for a file that is needed; a test names those that lack a rule.
"""

import os

import bpy
import cache_files
import file_groups
import file_nodes
import node_bakes
import path_mapping
import path_walk
import shader_files
import simulations
import usd_layers

# What Blender writes, each with the reason why it is no file of the scene.
WRITTEN = {
    "BakeSettings.filepath": "is written, by baking textures",
    "CollectionExport.filepath": "is written, by exporting",
    "CompositorNodeOutputFile.base_path": "is written",
    "CompositorNodeOutputFile.directory": "is written",
    "CompositorNodeOutputFile.file_name": "is written",
    "DynamicPaintSurface.image_output_path": "is written, by baking paint",
    "RenderSettings.filepath": "is written",
}
# What is read by no render, likewise.
IGNORED = {
    **WRITTEN,
    "BlendData.filepath": "is the scene itself",
    "BlendImportContextLibrary.filepath": "exists only while something is linked",
    "Brush.icon_filepath": "is shown in menus",
    "Image.filepath_raw": "is Image.filepath without reading the file anew",
    "ImagePackedFile.filepath": "is packed into the scene",
    "MovieClipProxy.directory": "makes previews: renders read the clip",
    "PointCacheItem.filepath": "is PointCache.filepath of the cache in use",
    "PropertyGroup.name": "is an entry of a file browser's list",
    "SequenceEditor.proxy_dir": "makes previews: renders read the strips",
    "SequenceElement.filename": "is read with the strip's directory",
    "SequenceProxy.directory": "makes previews: renders read the strip",
    "SequenceProxy.filepath": "makes previews: renders read the strip",
    "StripElement.filename": "is read with the strip's directory",
    "StripProxy.directory": "makes previews: renders read the strip",
    "StripProxy.filepath": "makes previews: renders read the strip",
    "Text.filepath": "is where a text came from: the scene holds the text itself",
    "VolumeGrids.frame_filepath": "is computed from Volume.filepath",
}
# Whole types: settings of the program and its windows, which no scene brings along.
IGNORED_TYPES = {
    "AssetRepresentation": "is an entry of a browser",
    "FileBrowserFSMenuEntry": "is an entry of a browser",
    "FileSelectEntry": "is an entry of a browser",
    "FileSelectParams": "is an entry of a browser",
    "LibraryWeakReference": "is where a block was copied from once",
    "PathCompare": "is a preference",
    "PreferencesFilePaths": "is a preference",
    "PreferencesKeymap": "is a preference",
    "PreferencesSystem": "is a preference",
    "PreferencesView": "is a preference",
    "ScriptDirectory": "is a preference",
    "StudioLight": "comes with the program",
    "Theme": "is a preference",
    "UserAssetLibrary": "is a preference",
    "UserExtensionRepo": "is a preference",
}


class Use:
    """What one place names: texts, one or more, each for a file, a numbered sequence or a directory."""

    def __init__(self, texts, sequence=False, need=True, base=None, told="", members=()):
        self.texts = texts
        self.sequence = sequence
        # Whether a picture is wrong where it is not there.
        self.need = need
        # The data block whose file relative paths start at, where it is another one.
        self.base = base
        # What a person is told when it is not there, although it is not needed; nothing for nothing.
        self.told = told
        # Of a directory of a cache, how its files are named: it may hold the scene itself.
        self.members = list(members)


def packed(owner):
    return bool(getattr(owner, "packed_file", None)) or bool(getattr(owner, "packed_files", None))


class Facts:
    """What several rules ask of the whole file, found once."""

    def __init__(self):
        nodes = {node.bl_idname for tree in bpy.data.node_groups for node in tree.nodes}
        # Whether any node makes a path of a text.
        self.reads_files = any(name.startswith("GeometryNodeImport") for name in nodes)
        self.read_texts = file_nodes.read_texts() if self.reads_files else set()
        self.samples_sounds = "GeometryNodeSampleSoundFrequencies" in nodes
        self.view_suffixes = []
        for scene in bpy.data.scenes:
            suffixes = [view.file_suffix for view in scene.render.views]
            self.view_suffixes += [s for s in suffixes if s not in self.view_suffixes]


def views(place, text):
    owner = place.owner
    if getattr(owner, "use_multiview", False) and owner.views_format == "INDIVIDUAL":
        start, name = split(text)
        return [start + n for n in file_groups.view_names(name, place.facts.view_suffixes)]
    return [text]


def split(text):
    cut = max(text.rfind("/"), text.rfind("\\")) + 1
    return text[:cut], text[cut:]


# The add-on shows a still so: it is only looked at, unless somebody uses it.
SHOWN = "networkrender_shown"


def only_shown(block):
    if not block.get(SHOWN):
        return False
    shows = (bpy.types.Screen, bpy.types.WindowManager, bpy.types.WorkSpace)
    users = bpy.data.user_map(subset={block}).get(block, ())
    return all(isinstance(user, shows) for user in users)


def image(place):
    block = place.owner
    if only_shown(block) or packed(block) or block.source not in ("FILE", "SEQUENCE", "MOVIE", "TILED"):
        return None
    return Use(views(place, place.text), block.source == "SEQUENCE")


def clip(place):
    return Use([place.text], place.owner.source == "SEQUENCE")


def data_file(place):
    return None if packed(place.owner) else Use([place.text])


UNHEARD = "no picture needs it"
COMPUTED = "Blender computes what was baked anew"


def sound(place):
    """It is heard and not seen, but for a node that samples it."""
    return None if packed(place.owner) else Use([place.text], need=place.facts.samples_sounds, told=UNHEARD)


def series(place):
    return None if packed(place.owner) else Use([place.text], place.owner.is_sequence)


def cache_file(place):
    """With the layers that a file of USD is made of."""
    use = series(place)
    if use is not None and usd_layers.is_usd(place.text):
        use.texts += usd_layers.texts(place.text, path_of(place), use.sequence)
    return use


def path_of(place):
    return path_mapping.absolute(place.text, place.block.library)


def cache_layer(place):
    return Use([place.text], place.block.is_sequence)


def strip_start(directory):
    """What stands before the names of a strip's pictures."""
    return directory if not directory or directory[-1] in "/\\" else directory + "/"


def image_strip(place):
    start = strip_start(place.text)
    names = [element.filename for element in place.owner.elements]
    return Use([each for name in names for each in views(place, start + name)])


def movie_strip(place):
    return Use(views(place, place.text))


def ocean(place):
    return Use([place.text], need=place.owner.is_cached, members=cache_files.OCEAN)


def fluid(place):
    """Named also when nothing was ever baked; of one that is played anew no frames are read."""
    if simulations.is_replayed(place.owner):
        return None
    return Use([place.text], need=place.owner.has_cache_baked_any, members=cache_files.FLUID)


def point_cache(place):
    return Use([place.text], members=cache_files.points(place.owner)) if place.owner.use_external else None


def bakes(place):
    """Named also where nothing was ever baked, or where that was deleted: Blender does not tell."""
    modifier = place.owner
    others = [bake for bake in modifier.bakes if not bake.use_custom_path]
    read = any(node_bakes.on_disk(modifier, bake) for bake in others)
    if not read:
        return None
    return Use([place.text], need=False, told=COMPUTED, members=cache_files.bakes(modifier))


def own_bake(place):
    bake = place.owner
    modifier = node_bakes.holder(place.block, bake)
    read = bake.use_custom_path and (modifier is None or node_bakes.on_disk(modifier, bake))
    return Use([place.text], need=False, told=COMPUTED, members=cache_files.BAKE) if read else None


def lamp(place):
    return Use([place.text]) if place.owner.mode == "EXTERNAL" else None


def camera(place):
    used = place.owner.type == "CUSTOM" and place.owner.custom_mode == "EXTERNAL"
    return shader(place) if used else None


def shader(place):
    """With what a script in OSL includes."""
    return Use([place.text, *shader_files.texts(place.text, path_of(place))])


def multires(place):
    return Use([place.text]) if place.owner.is_external else None


def socket(place):
    """The value of a socket counts where nothing comes in by a link."""
    node_socket = place.owner
    used = not node_socket.is_output and not node_socket.is_linked and place.facts.reads_files
    return Use([place.text], need=place.path or is_read(place)) if used else None


def is_read(place):
    """Whether a node reads the file that a text names, as it stands there."""
    return place.owner.as_pointer() in place.facts.read_texts


def node_text(place):
    return Use([place.text], need=is_read(place)) if place.facts.reads_files else None


def modifier_input(place):
    """Relative to the file of the group, whose nodes read it."""
    group = place.modifier.node_group
    return Use([place.text], need=place.path, base=group) if place.facts.reads_files else None


def socket_default(place):
    return Use([place.text], need=False) if place.facts.reads_files else None


RULES = {
    "CacheFile.filepath": cache_file,
    "CacheFileLayer.filepath": cache_layer,
    "Camera.custom_filepath": camera,
    "FluidDomainSettings.cache_directory": fluid,
    "FunctionNodeInputString.string": node_text,
    "Image.filepath": image,
    "ImageSequence.directory": image_strip,
    "ImageStrip.directory": image_strip,
    "Library.filepath": data_file,
    "MeshCacheModifier.filepath": data_file,
    "MovieClip.filepath": clip,
    "MovieSequence.filepath": movie_strip,
    "MovieStrip.filepath": movie_strip,
    "MultiresModifier.filepath": multires,
    "NodeSocketString.default_value": socket,
    "NodeSocketStringFilePath.default_value": socket,
    "NodeTreeInterfaceSocketStringFilePath.default_value": socket_default,
    "NodesModifier.bake_directory": bakes,
    "NodesModifier.input": modifier_input,
    "NodesModifierBake.directory": own_bake,
    "OceanModifier.filepath": ocean,
    "PointCache.filepath": point_cache,
    "ShaderNodeScript.filepath": lambda place: shader(place) if place.owner.mode == "EXTERNAL" else None,
    "ShaderNodeTexIES.filepath": lamp,
    "Sound.filepath": sound,
    "VectorFont.filepath": data_file,
    "Volume.filepath": series,
}


# What the content of a file that is named there may be, in the words of AssetContent.java: outside of
# the directories of the scene no other file is sent. Of what is not among them any asset may be.
PICTURES = ("picture",)
MOVIES = ("picture", "movie", "movie or sound")
SOUNDS = ("sound", "movie", "movie or sound")
MODELS = ("geometry", "volume")
CACHES = ("cache", "volume")
KINDS = {
    "CacheFile.filepath": ("geometry",),
    "CacheFileLayer.filepath": ("geometry",),
    "Camera.custom_filepath": ("shader",),
    "FluidDomainSettings.cache_directory": CACHES,
    "FunctionNodeInputString.string": MODELS,
    "Image.filepath": MOVIES,
    "ImageSequence.directory": PICTURES,
    "ImageStrip.directory": PICTURES,
    "Library.filepath": ("scene",),
    "MeshCacheModifier.filepath": ("cache",),
    "MovieClip.filepath": MOVIES,
    "MovieSequence.filepath": MOVIES,
    "MovieStrip.filepath": MOVIES,
    "MultiresModifier.filepath": ("cache",),
    "NodeSocketString.default_value": MODELS,
    "NodeSocketStringFilePath.default_value": MODELS,
    "NodeTreeInterfaceSocketStringFilePath.default_value": MODELS,
    "NodesModifier.bake_directory": CACHES,
    "NodesModifier.input": MODELS,
    "NodesModifierBake.directory": CACHES,
    "OceanModifier.filepath": PICTURES,
    "PointCache.filepath": ("cache",),
    "ShaderNodeScript.filepath": ("shader",),
    "ShaderNodeTexIES.filepath": ("light",),
    "Sound.filepath": SOUNDS,
    "VectorFont.filepath": ("font",),
    "Volume.filepath": ("volume",),
}


def is_judged(place):
    """Whether the table has a rule for a place, or the reason for none."""
    return place.path or place.key in IGNORED or place.key in RULES


def is_ignored(key):
    return key in IGNORED or key.split(".")[0] in IGNORED_TYPES


def uses():
    """Every place of a text in the file, with what it names there, or None."""
    facts = Facts()
    for place in path_walk.places():
        place.facts = facts
        yield place, use_of(place)


def may_be_path(text):
    """Whether a text that is no path to Blender itself may be one in a node that reads a file."""
    return path_mapping.is_whole(text) or bool(os.path.splitext(text)[1])


def use_of(place):
    """What a place names, or None."""
    if not place.text or place.text == "<builtin>" or is_ignored(place.key):
        return None
    rule = RULES.get(place.key)
    if rule is not None and not (place.path or may_be_path(place.text)):
        return None
    if rule is not None:
        return rule(place)
    return Use([place.text]) if place.path else None


def looks_like_path(place):
    """Whether a text that is no path to Blender has the form of one: only the client asks its disk."""
    text = place.text
    return (
        place.key not in IGNORED
        and len(text) < 1024
        and "\n" not in text
        and text.startswith(("/", "//", "\\\\", "C:", "D:"))
        and len(text) > 3
    )
