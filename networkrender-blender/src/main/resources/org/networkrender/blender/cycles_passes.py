"""The channels that Cycles gives, by the names that they have in a multilayer OpenEXR file."""

import scene_setup


def enabled_layers(scene):
    return [layer for layer in scene.view_layers if layer.use]


def passes(scene, layer):
    """Pairs of a pass and its channels, such as ("Combined", "RGBA")."""
    from cycles import engine

    return [(name, channels) for name, channels, _ in engine.list_render_passes(scene, layer)]


def views(scene):
    """The names of the views as channels have them."""
    return scene_setup.rendered_views(scene) or [""]


def layer_channels(scene, layer, view, only=""):
    """The channels of a layer, or of one of its passes."""
    end = "." + view if view else ""
    return [
        "%s.%s%s.%s" % (layer.name, name, end, channel)
        for name, channels in passes(scene, layer)
        if only in ("", name)
        for channel in channels
    ]


def layer_samples(scene, layer):
    """How many samples a pixel of a layer gets."""
    own, rule = scene.cycles.samples, scene.cycles.use_layer_samples
    if layer.samples == 0 or rule == "IGNORE":
        return own
    return min(own, layer.samples) if rule == "BOUNDED" else layer.samples


def all_channels(scene):
    return [
        channel
        for layer in enabled_layers(scene)
        for view in views(scene)
        for channel in layer_channels(scene, layer, view)
    ]


def check(header, size, channels):
    """Raises an error unless a file has this size and at least these channels."""
    if header.size != size:
        raise ValueError("the file is %dx%d pixels and not %dx%d" % (*header.size, *size))
    missing = sorted(set(channels).difference(header.channels))
    if missing:
        raise ValueError(
            "the file lacks %d channels, such as %s" % (len(missing), missing[0])
        )
