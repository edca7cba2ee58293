package org.networkrender.blender;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderDevice;

/** Asks a Blender what it can do. */
final class BlenderProbe {
  private BlenderProbe() {}

  /**
   * Runs Blender once.
   *
   * @throws RenderException if it is no Blender, does not work, or takes longer than the limit
   */
  static Capabilities capabilities(
      String backend, Installation blender, Path temporary, Duration limit) throws RenderException {
    BlenderRun run =
        BlenderRun.of(new Launch(blender, 0), "probe.py", new JsonObject(), temporary, limit);
    // A Blender without a graphics driver aborts in the middle: what it found until then counts.
    if (run.result().isEmpty() || run.identity().isEmpty()) {
      throw StartFailure.of(blender, run);
    }
    JsonObject result = run.result().get();
    Map<String, String> features = new TreeMap<>();
    result
        .getAsJsonObject("features")
        .entrySet()
        .forEach(entry -> features.put(entry.getKey(), entry.getValue().getAsString()));
    BlenderIdentity identity = run.identity().get();
    features.put(Capabilities.NAME, identity.name());
    features.put(Capabilities.BUILD, identity.build());
    features.put(Capabilities.PROGRAM, blender.toString());
    features.put(Capabilities.MEMORY, Long.toString(memory()));
    return new Capabilities(
        backend,
        identity.version(),
        Json.texts(result, "engines"),
        Json.texts(result, "devices"),
        features,
        cards(result));
  }

  /** The script has cut the texts to what may be told. */
  private static List<RenderDevice> cards(JsonObject result) {
    List<RenderDevice> cards = new ArrayList<>();
    for (JsonElement each : result.getAsJsonArray("cards")) {
      JsonObject card = each.getAsJsonObject();
      cards.add(
          new RenderDevice(
              Json.text(card, "kind"),
              Json.text(card, "id"),
              PlainText.line(Json.text(card, "name")),
              Math.max(0, card.get("memory").getAsLong()),
              Json.truth(card, "integrated")));
    }
    return cards;
  }

  /** Returns the same with the memory that this machine has now. */
  static Capabilities withMemory(Capabilities known) {
    Map<String, String> features = new TreeMap<>(known.features());
    features.put(Capabilities.MEMORY, Long.toString(memory()));
    return new Capabilities(
        known.backend(),
        known.version(),
        known.engines(),
        known.devices(),
        features,
        known.cards());
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
