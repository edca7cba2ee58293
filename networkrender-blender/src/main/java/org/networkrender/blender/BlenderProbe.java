package org.networkrender.blender;

import com.google.gson.JsonObject;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;

/** Asks a Blender what it can do. */
final class BlenderProbe {
  private BlenderProbe() {}

  /**
   * Runs Blender once.
   *
   * @throws RenderException if it is no Blender, does not work, or takes longer than the limit
   */
  static Capabilities capabilities(String backend, Path executable, Path temporary, Duration limit)
      throws RenderException {
    BlenderRun run = BlenderRun.of(executable, 0, "probe.py", new JsonObject(), temporary, limit);
    // A Blender without a graphics driver aborts in the middle: what it found until then counts.
    if (run.result().isEmpty()) {
      throw run.banner().isEmpty() ? notBlender(executable, run) : broken(executable, run);
    }
    JsonObject result = run.result().get();
    Map<String, String> features = new TreeMap<>();
    result
        .getAsJsonObject("features")
        .entrySet()
        .forEach(entry -> features.put(entry.getKey(), entry.getValue().getAsString()));
    features.put(Capabilities.MEMORY, Long.toString(memory()));
    return new Capabilities(
        backend,
        Json.version(result, "version", 3),
        Json.texts(result, "engines"),
        Json.texts(result, "devices"),
        features);
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static RenderException notBlender(Path executable, BlenderRun run) {
    String said =
        run.lastLines().isEmpty()
            ? "it says nothing"
            : "it says: " + FailureTable.quote(run.lastLines().get(0));
    return new RenderException(
        ErrorKind.RESOURCE,
        executable + " is not a Blender (exit code " + run.exitCode() + ", " + said + ")",
        BlenderFinder.ADVICE);
  }

  private static RenderException broken(Path executable, BlenderRun run) {
    RenderException end = FailureTable.ofEnd(run.exitCode(), false, run.lastLines());
    return new RenderException(
        ErrorKind.RESOURCE,
        executable + " does not work: " + end.getMessage(),
        BlenderFinder.ADVICE,
        end);
  }
}
