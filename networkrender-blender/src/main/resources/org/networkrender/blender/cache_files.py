"""How the files of caches are named in their directory, which may be one that has much else in it.

A name that ends with a slash is a directory below; a star stands for anything. NamedFile.java has the same forms.
"""

OCEAN = [kind + "_*.exr" for kind in ("disp", "foam", "normal", "spray")]
FLUID = [name + "/" for name in ("config", "data", "guiding", "mesh", "noise", "particles", "script")]
BAKE = ["meta/", "blobs/"]


def points(cache):
    """Of an external cache; the files of several objects may lie in one directory."""
    return [cache.name + "_*.bphys"]


def bakes(modifier):
    """Of all bakes of nodes that have no directory of their own."""
    return ["%d/" % bake.bake_id for bake in modifier.bakes if not bake.use_custom_path]
