"""What both the inspection and the session do to a scene that was just opened."""

import re

import bpy
import kept_settings

DENOISER = "OPENIMAGEDENOISE"
ILLEGAL = re.compile('[/\\\\:*?"<>|\\x00-\\x1f\\x7f-\\x9f]')


def rendered_scenes(main):
    """The scenes that take part in a picture: the active one and those that it names."""
    found = []
    queue = [main]
    while queue:
        scene = queue.pop()
        if scene is None or scene in found:
            continue
        found.append(scene)
        for tree in compositor_trees(scene):
            for node in tree.nodes:
                if node.type == "R_LAYERS" or is_matte_of_scene(node):
                    queue.append(node.scene)
        if scene.render.use_sequencer and scene.sequence_editor:
            for strip in all_strips(scene):
                if strip.type == "SCENE":
                    queue.append(strip.scene)
    return found


def is_matte_of_scene(node):
    """Whether a scene is rendered for a node alone. Measured: 3.4 does not render it, 4.5 and 5.2 do."""
    return bpy.app.version >= (4, 0) and node.bl_idname == "CompositorNodeCryptomatteV2" and node.source == "RENDER"


def with_sets(scenes):
    """These, and the scenes that they show as a background: of such a one only its objects are seen."""
    found = list(scenes)
    for scene in found:
        if scene.background_set is not None and scene.background_set not in found:
            found.append(scene.background_set)
    return found


def cameras(scene):
    """Those that a picture may be seen through, by markers too."""
    bound = [marker.camera for marker in scene.timeline_markers if marker.camera]
    return ([scene.camera] if scene.camera else []) + bound


def all_strips(scene):
    editor = scene.sequence_editor
    if editor is None:
        return []
    # Blender 5 renamed sequences to strips.
    return list(getattr(editor, "strips_all", None) or getattr(editor, "sequences_all", []))


def strips_of(owner):
    """Those of an editor or of a meta strip itself. Blender 5 renamed sequences to strips."""
    return owner.strips if hasattr(owner, "strips") else owner.sequences


def shows_strips(scene):
    """Whether the sequencer makes the picture: strips of sound alone do not."""
    return scene.render.use_sequencer and any(s.type != "SOUND" for s in all_strips(scene))


def compositor_tree(scene):
    """The scene's own tree if it is used; Blender 5 made it a node group of the file."""
    if hasattr(scene, "compositing_node_group"):
        tree = scene.compositing_node_group
    else:
        tree = scene.node_tree if scene.use_nodes else None
    return tree if tree is not None and scene.render.use_compositing else None


def compositor_trees(scene):
    """The scene's compositor tree and every group below it."""
    return with_groups([compositor_tree(scene)])


def with_groups(trees):
    found = []
    queue = list(trees)
    while queue:
        tree = queue.pop()
        if tree is None or tree in found:
            continue
        found.append(tree)
        for node in tree.nodes:
            if node.type == "GROUP":
                queue.append(node.node_tree)
    return found


def strip_trees(scene):
    """The compositor trees of the sequencer's strips, and every group below them."""
    if not shows_strips(scene):
        return []
    strips = all_strips(scene)
    # From 5.2 on there is a strip of the compositor too, beside the modifier.
    owners = strips + [m for strip in strips for m in getattr(strip, "modifiers", ())]
    return with_groups([getattr(owner, "node_group", None) for owner in owners])


def every_compositor_tree():
    trees = [tree for tree in bpy.data.node_groups if tree.bl_idname == "CompositorNodeTree"]
    for scene in bpy.data.scenes:
        tree = getattr(scene, "node_tree", None)
        if tree is not None:
            trees.append(tree)
    return trees


def file_output_nodes():
    return [
        (tree, node)
        for tree in every_compositor_tree()
        for node in tree.nodes
        if node.type == "OUTPUT_FILE"
    ]


def script_freestyle_layers():
    """Freestyle in script mode runs Python although scripts are disabled."""
    return [
        layer
        for scene in bpy.data.scenes
        for layer in scene.view_layers
        if hasattr(layer, "freestyle_settings") and layer.freestyle_settings.mode == "SCRIPT"
    ]


def make_safe(scripts, writing=()):
    """Takes out of the scene what would run code or write outside the render directory.

    scripts: whether scripts of the scene may run. writing are the File Output nodes that stay, since they
    are led into that directory.
    """
    for tree, node in file_output_nodes():
        if node not in writing:
            tree.nodes.remove(node)
    for layer in () if scripts else script_freestyle_layers():
        layer.use_freestyle = False
        layer.freestyle_settings.mode = "EDITOR"


def make_alike():
    """Chooses what else would depend on the machine, or keep pictures from being written."""
    for scene in bpy.data.scenes:
        use_denoiser(scene)
        # Without a graphics driver Blender 5 crashes where its compositor asks for the GPU.
        for name in ("compositor_device", "compositor_denoise_device"):
            if hasattr(scene.render, name):
                setattr(scene.render, name, "CPU")
        if hasattr(scene.render, "save_output"):
            scene.render.save_output = True
        # Measured on 5.2: pixels differ, and a cache is only found where its texture was then.
        for name in ("use_texture_cache", "use_auto_generate_texture_cache"):
            if hasattr(scene.render, name):
                setattr(scene.render, name, False)


def set_format(scene, name):
    settings = scene.render.image_settings
    if hasattr(settings, "media_type"):
        multilayer = name == "OPEN_EXR_MULTILAYER"
        settings.media_type = "MULTI_LAYER_IMAGE" if multilayer else "IMAGE"
    settings.file_format = name


def choose_format(scene, options):
    """Frames of a movie are rendered as pictures, which are encoded in the end.

    Measured: a movie of 8 bits from PNGs is the one that -a makes. Of 10 bits it is from floats alone: from
    PNGs of 16 bits one value in a thousand is rounded the other way.
    """
    wanted = options.get("format", "")
    if wanted:
        set_format(scene, wanted)
    elif scene.render.is_movie_format:
        settings = scene.render.image_settings
        mode = settings.color_mode
        deep = settings.file_format == "FFMPEG" and settings.color_depth != "8"
        set_format(scene, "OPEN_EXR" if deep else "PNG")
        # The movie itself becomes grey, after the view transform.
        settings.color_mode = "RGB" if deep and mode == "BW" else mode
        settings.color_depth = "32" if deep else "8"
        if deep:
            settings.exr_codec = "ZIP"


def denoising_layers(scene):
    if scene.render.engine != "CYCLES" or not scene.cycles.use_denoising:
        return []
    return [l for l in scene.view_layers if l.use and l.cycles.use_denoising]


def check_denoiser(scene):
    """Blender 5 saves a picture with its noise where it has no denoiser, and says nothing."""
    if denoising_layers(scene) and not has_denoiser():
        raise RuntimeError("Build without OpenImageDenoise")


def has_denoiser():
    import _cycles

    return getattr(_cycles, "with_openimagedenoise", True)


def denoises(scene):
    """Whether Cycles denoises, or may at another frame."""
    return bool(denoising_layers(scene)) or (
        scene.render.engine == "CYCLES" and bool(kept_settings.curves_of(scene, "use_denoising"))
    )


def asks_other_denoiser(scene):
    """Whether a denoiser is chosen that only some graphics cards have; without one of those it has no name."""
    return denoises(scene) and has_denoiser() and scene.cycles.denoiser != DENOISER


def use_denoiser(scene):
    """Lets OpenImageDenoise on the processor denoise: where OptiX is missing Cycles takes another one silently."""
    cycles = getattr(scene, "cycles", None)
    if cycles is None:
        return
    for name, value in (("denoiser", DENOISER), ("denoising_use_gpu", False)):
        for curve in kept_settings.curves_of(scene, name):
            curve.mute = True
        if hasattr(cycles, name) and getattr(cycles, name) != value:
            try:
                setattr(cycles, name, value)
            except TypeError:
                pass  # This build has no denoiser, and says so where one is needed.


def denoise_nodes(scene):
    """Those that denoise, or may at another frame."""
    return [
        node
        for tree in compositor_trees(scene) + strip_trees(scene)
        for node in tree.nodes
        if node.type == "DENOISE" and (not node.mute or may_be_unmuted(tree, node))
    ]


def may_be_unmuted(tree, node):
    path = node.path_from_id("mute")
    return any(curve.data_path == path for curve in kept_settings.all_curves_of(tree))


def switch_denoising_off():
    for tree in every_compositor_tree():
        for node in tree.nodes:
            if node.type == "DENOISE":
                node.mute = True
    for scene in bpy.data.scenes:
        for curve in kept_settings.curves_of(scene, "use_denoising"):
            curve.mute = True
        if hasattr(scene, "cycles"):
            scene.cycles.use_denoising = False
        for layer in scene.view_layers:
            if hasattr(layer, "cycles"):
                layer.cycles.use_denoising = False


def rendered_views(scene):
    """The names of the views that are rendered; empty without multiview."""
    render = scene.render
    if not render.use_multiview:
        return []
    views = [view.name for view in render.views if view.use]
    if render.views_format == "STEREO_3D":
        return [name for name in views if name in ("left", "right")]
    return views


def active_views(scene):
    """The names of the views that give a file each; empty when one frame is one file."""
    if scene.render.image_settings.views_format != "INDIVIDUAL":
        return []
    return rendered_views(scene)


def picture_paths(scene, frame):
    """The files of a frame, as Blender itself names them."""
    views = active_views(scene)
    if not views:
        return [scene.render.frame_path(frame=frame)]
    return [scene.render.frame_path(frame=frame, view=view) for view in views]


def legal_name(head, group, end):
    """A name that every system can have, with the number's place in the middle."""
    head = ILLEGAL.sub("_", head)
    end = ILLEGAL.sub("_", end)
    if (head + group).startswith("."):
        head = "_" + head[1:]
    group = group[:20]
    return head[: max(0, 200 - len(group) - len(end))] + group + end
