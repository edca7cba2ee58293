package org.networkrender.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is rendered of a scene, where that is not what it was saved with. */
final class SceneOptions {
  @Option(
      names = "--scene",
      paramLabel = "NAME",
      description = "The scene of the file to render: the one that was open unless given.")
  private Optional<String> scene = Optional.empty();

  @Option(
      names = "--view-layer",
      paramLabel = "NAME",
      description = "Render this view layer alone.")
  private Optional<String> viewLayer = Optional.empty();

  @Option(
      names = "--camera",
      paramLabel = "NAME",
      description = "The camera for all frames, whatever markers say.")
  private Optional<String> camera = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "The render engine: CYCLES, EEVEE or WORKBENCH.")
  private Optional<String> engine = Optional.empty();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Samples for each pixel, in Cycles and EEVEE.")
  private Optional<Integer> samples = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another noise, in Cycles: a number from 0 on.")
  private Optional<Integer> seed = Optional.empty();

  /** Returns them as the renderer reads them. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    scene.ifPresent(name -> options.put("scene", name));
    viewLayer.ifPresent(name -> options.put("view-layer", name));
    camera.ifPresent(name -> options.put("camera", name));
    engine.ifPresent(name -> options.put("engine", name));
    samples.ifPresent(number -> options.put("samples", Integer.toString(number)));
    seed.ifPresent(number -> options.put("seed", Integer.toString(number)));
    return options;
  }
}
