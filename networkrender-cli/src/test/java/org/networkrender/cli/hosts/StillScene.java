package org.networkrender.cli.hosts;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A small scene whose stills cannot be had by pasting finished tiles: two view layers, a glow that
 * reaches over the whole picture, Filmic, and dither.
 */
final class StillScene {
  private static final String SCRIPT =
      """
      import bpy, sys
      out = sys.argv[sys.argv.index('--') + 1]
      scene = bpy.context.scene
      scene.render.engine = 'CYCLES'
      scene.cycles.samples = 256
      scene.cycles.use_denoising = False
      scene.cycles.use_adaptive_sampling = False
      if scene.cycles.sampling_pattern == 'AUTOMATIC':
          # 4.2 and 4.3 cannot cut the samples of that one into ranges.
          scene.cycles.sampling_pattern = 'TABULATED_SOBOL'
      if hasattr(scene.render, 'compositor_device'):
          # Blender 5 alone would crash where there is no graphics driver.
          scene.render.compositor_device = 'CPU'
      scene.render.resolution_x, scene.render.resolution_y = 160, 90
      scene.render.filepath = '//shot_####'
      scene.render.dither_intensity = 1.0
      scene.view_settings.view_transform = 'Filmic'
      cube = bpy.data.objects['Cube']
      metal = cube.data.materials[0].node_tree.nodes['Principled BSDF']
      metal.inputs['Metallic'].default_value = 1
      lamp = bpy.data.materials.new('lamp')
      lamp.use_nodes = True
      light = lamp.node_tree.nodes['Principled BSDF']
      emission = 'Emission' if 'Emission' in light.inputs else 'Emission Color'
      light.inputs[emission].default_value = 1, 0.3, 0.1, 1
      light.inputs['Emission Strength'].default_value = 8
      bpy.ops.mesh.primitive_plane_add(size=12, location=(0, 0, -1))
      bpy.ops.mesh.primitive_monkey_add(location=(2.2, -0.6, 0.4), rotation=(0, 0, 1))
      monkey = bpy.context.object
      monkey.data.materials.append(lamp)
      alone = bpy.data.collections.new('alone')
      scene.collection.children.link(alone)
      alone.objects.link(monkey)
      bpy.data.collections['Collection'].objects.unlink(monkey)
      scene.view_layers.new('without').layer_collection.children['alone'].exclude = True
      # Blender 5 made the compositor's tree a node group, and properties of nodes sockets.
      grouped = hasattr(scene, 'compositing_node_group')
      if grouped:
          tree = bpy.data.node_groups.new('still', 'CompositorNodeTree')
          tree.interface.new_socket(name='Image', in_out='OUTPUT', socket_type='NodeSocketColor')
          scene.compositing_node_group = tree
          target = tree.nodes.new('NodeGroupOutput')
          mix = tree.nodes.new('ShaderNodeMix')
          mix.data_type = 'RGBA'
          factor, first, second, mixed = 0, 6, 7, 2
      else:
          scene.use_nodes = True
          tree = scene.node_tree
          tree.nodes.clear()
          target = tree.nodes.new('CompositorNodeComposite')
          mix = tree.nodes.new('CompositorNodeMixRGB')
          factor, first, second, mixed = 0, 1, 2, 0
      sources = [tree.nodes.new('CompositorNodeRLayers') for layer in scene.view_layers]
      for source, layer in zip(sources, scene.view_layers):
          source.layer = layer.name
      glow = tree.nodes.new('CompositorNodeGlare')
      if hasattr(glow, 'glare_type'):
          glow.glare_type = 'FOG_GLOW'
      else:
          glow.inputs['Type'].default_value = 'Fog Glow'
      if 'Threshold' in glow.inputs:
          glow.inputs['Threshold'].default_value = 0.3
      else:
          glow.threshold = 0.3
      mix.inputs[factor].default_value = 0.3
      tree.links.new(sources[0].outputs['Image'], glow.inputs[0])
      tree.links.new(glow.outputs[0], mix.inputs[first])
      tree.links.new(sources[1].outputs['Image'], mix.inputs[second])
      tree.links.new(mix.outputs[mixed], target.inputs[0])
      """;

  private StillScene() {}

  /** Makes it in a directory, after further lines of Python have changed the scene. */
  static Path make(Path directory, String change) throws IOException, InterruptedException {
    return Scene.save(
        directory.resolve("still.blend"),
        SCRIPT + change + "\nbpy.ops.wm.save_as_mainfile(filepath=out)\n");
  }
}
