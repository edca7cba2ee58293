"""Makes a colour configuration as Blender's own, with a view that turns colours into their negatives."""

import os
import re
import shutil

import bpy

own = os.path.join(bpy.utils.system_resource("DATAFILES"), "colormanagement")
studio = os.path.join(here, "studio")  # noqa: F821: the test tells it
shutil.copytree(own, studio)
with open(os.path.join(studio, "luts", "studio.spi1d"), "w") as table:
    table.write("Version 1\nFrom 0 1\nLength 2\nComponents 1\n{\n1\n0\n}\n")
path = os.path.join(studio, "config.ocio")
with open(path) as file:
    text = file.read()
view = "- !<View> {name: Studio, colorspace: StudioSpace}"
text = re.sub(r"^( *)(- !<View> \{name: Raw,)", r"\1" + view + r"\n\1\2", text, flags=re.M)
text = re.sub(r"active_views: \[", "active_views: [Studio, ", text)
text = text.replace(
    "\ncolorspaces:\n",
    """
colorspaces:
  - !<ColorSpace>
    name: StudioSpace
    family: display
    bitdepth: 32f
    isdata: false
    from_reference: !<FileTransform> {src: studio.spi1d, interpolation: linear}

""",
    1,
)
with open(path, "w") as file:
    file.write(text)
