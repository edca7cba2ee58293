package org.networkrender.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import picocli.CommandLine.Option;

/** How this machine finds and starts its renderer. */
final class RendererOptions {
  @Option(
      names = "--blender",
      paramLabel = "FILE",
      description = {
        "A renderer of this machine: Blender's program, a directory that holds it, or a Python that",
        "has the module bpy. May be given several times. All that are found by themselves unless",
        "given, or those that the environment variable NETWORKRENDER_BLENDER names."
      })
  private List<Path> executables = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Render threads on this machine: one for each processor unless given.")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = {
        "What this machine renders on: auto (as the scene says, on the best graphics card that is",
        "there), cpu, gpu, optix, cuda, hip, metal, oneapi; cuda:0,2 for the first and the third",
        "card; gpu,cpu to go on by the processor when the card has failed. auto unless given."
      })
  private String device = "auto";

  List<Path> executables() {
    return List.copyOf(executables);
  }

  String device() {
    return device;
  }

  int threads() {
    return threads;
  }

  BackendSettings settings() throws RenderException {
    return settings(threads);
  }

  BackendSettings settings(int threadsOfOne) throws RenderException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return Checked.value(
        () -> new BackendSettings(executables, threadsOfOne, temporary).withDevice(device));
  }
}
