package org.networkrender.core.worker;

import java.util.List;
import java.util.stream.Collectors;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;

/** Finds what is left of a worker when a device that it renders on was given up. */
final class GivenUpDevices {
  private final WorkerSettings settings;
  private final BackendSettings backend;

  GivenUpDevices(WorkerSettings settings, Workspace workspace) {
    this.settings = settings;
    this.backend = workspace.settings(settings.backend());
  }

  /** What becomes of the worker. */
  sealed interface Outcome permits Unchanged, SlotEnds, Changed, Nothing {
    /** Returns it in a few words for people. */
    String words();
  }

  /** Nothing: it was found before. */
  record Unchanged() implements Outcome {
    @Override
    public String words() {
      return "its other devices go on";
    }
  }

  /** The slot had it for itself; others go on. */
  record SlotEnds() implements Outcome {
    @Override
    public String words() {
      return "its slot ends, the others go on";
    }
  }

  /**
   * It renders on something else from now on.
   *
   * @param left what it has
   */
  record Changed(FoundBackends left) implements Outcome {
    @Override
    public String words() {
      return left.capabilities().stream()
          .map(each -> each.name() + " on " + String.join(", ", each.devices()))
          .collect(Collectors.joining("; ", "goes on with ", ""));
    }
  }

  /** It has nothing to render on. */
  record Nothing(String words) implements Outcome {}

  /**
   * Asks the backends anew. Blocks.
   *
   * @param device the words of the slot that lost a device
   * @param before what the worker offered until now
   * @param found looks for the renderers
   */
  Outcome of(String device, FoundBackends before, Probe found) {
    try {
      FoundBackends left = found.probe();
      if (settings.slotPerDevice()) {
        List<String> cards = SlotDevices.ofEachCard(backend, left);
        if (!cards.isEmpty()) {
          return cards.contains(device) ? new Unchanged() : new SlotEnds();
        }
      }
      return devices(left).equals(devices(before)) ? new Unchanged() : new Changed(left);
    } catch (RenderException e) {
      return new Nothing(e.line());
    }
  }

  private static List<List<?>> devices(FoundBackends found) {
    return found.capabilities().stream().map(GivenUpDevices::devices).collect(Collectors.toList());
  }

  private static List<?> devices(Capabilities each) {
    return List.of(each.name(), each.devices(), each.cards());
  }

  /** Looks for the renderers of this machine. */
  @FunctionalInterface
  interface Probe {
    FoundBackends probe() throws RenderException;
  }
}
