"""Makes the OpenEXR files beside it; they were made with Blender 3.4.1:

    blender -b --factory-startup -P make_fixtures.py -- DIRECTORY

Heights of 15, 16, 17 and 33 rows end before, at and after the edges of chunks of 16 rows.
"""
import sys

import bpy

out = sys.argv[sys.argv.index("--") + 1] + "/"
s = bpy.context.scene
s.render.engine = 'CYCLES'
s.cycles.samples = 2
s.cycles.use_adaptive_sampling = False
s.cycles.use_denoising = False
s.world.node_tree.nodes['Background'].inputs[0].default_value = (0.3, 0.5, 4.0, 1)
s.render.film_transparent = True
im = s.render.image_settings
c = bpy.data.objects['Cube']
c.scale = (1.6, 1.6, 1.6)
m = c.active_material
nt = m.node_tree
n = nt.nodes.new('ShaderNodeTexNoise')
n.inputs['Scale'].default_value = 9
nt.links.new(n.outputs['Color'], nt.nodes['Principled BSDF'].inputs['Base Color'])
bpy.ops.mesh.primitive_monkey_add(location=(2.2, -2.2, 1.2))
bpy.context.object.name = 'Affe \u00e4'


def size(w, h):
    s.render.resolution_x, s.render.resolution_y, s.render.resolution_percentage = w, h, 100


def shot(name, fmt, depth, codec, w, h):
    size(w, h)
    im.file_format = fmt
    im.color_mode = 'RGBA'
    im.color_depth = depth
    im.exr_codec = codec
    s.render.filepath = out + name
    bpy.ops.render.render(write_still=True)


for name in dir(s.render):
    if name.startswith('use_stamp'):
        setattr(s.render, name, False)
shot("half-zip.exr", 'OPEN_EXR', '16', 'ZIP', 37, 33)
shot("half-rle.exr", 'OPEN_EXR', '16', 'RLE', 37, 17)
shot("half-none.exr", 'OPEN_EXR', '16', 'NONE', 32, 16)
shot("float-zip.exr", 'OPEN_EXR', '32', 'ZIP', 37, 33)
shot("float-zips.exr", 'OPEN_EXR', '32', 'ZIPS', 31, 15)
shot("float-rle.exr", 'OPEN_EXR', '32', 'RLE', 31, 16)
shot("float-piz.exr", 'OPEN_EXR', '32', 'PIZ', 37, 33)
shot("half-dwaa.exr", 'OPEN_EXR', '16', 'DWAA', 37, 33)
shot("float-pxr24.exr", 'OPEN_EXR', '32', 'PXR24', 37, 33)
shot("half-b44.exr", 'OPEN_EXR', '16', 'B44', 37, 33)
v = s.view_layers[0]
v.use_pass_z = True
v.use_pass_normal = True
v.use_pass_cryptomatte_object = True
v.pass_cryptomatte_depth = 2
shot("multilayer-zip.exr", 'OPEN_EXR_MULTILAYER', '32', 'ZIP', 24, 17)
shot("multilayer-half-zips.exr", 'OPEN_EXR_MULTILAYER', '16', 'ZIPS', 24, 17)
v.use_pass_normal = False
v.use_pass_cryptomatte_object = False
s.render.use_multiview = True
s.render.views_format = 'STEREO_3D'
im.views_format = 'MULTIVIEW'
shot("multiview-zip.exr", 'OPEN_EXR_MULTILAYER', '32', 'ZIP', 20, 18)
