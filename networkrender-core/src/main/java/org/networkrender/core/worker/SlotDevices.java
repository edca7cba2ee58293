package org.networkrender.core.worker;

import java.util.Collections;
import java.util.List;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.RenderBackend;

/** On which device each slot of a worker renders, in the words of its backend. */
final class SlotDevices {
  private SlotDevices() {}

  /**
   * Returns the words for each slot: the same for all, or one card for each.
   *
   * @throws RenderException if each slot is to have a card, and there is none, or too many
   */
  static List<String> of(WorkerSettings settings, BackendSettings backend, FoundBackends found)
      throws RenderException {
    if (!settings.slotPerDevice()) {
      return Collections.nCopies(settings.slots(), backend.device());
    }
    List<String> devices = ofEachCard(backend, found);
    if (devices.isEmpty()) {
      throw new RenderException(
          ErrorKind.USER,
          "There is no graphics card that a slot could have for itself",
          "Say how many tasks to render at the same time with --slots");
    }
    if (devices.size() > WorkerSettings.MAX_SLOTS) {
      throw new RenderException(
          ErrorKind.USER,
          devices.size() + " graphics cards are more than " + WorkerSettings.MAX_SLOTS + " slots",
          "Name some of them with --device");
    }
    return devices;
  }

  /** Returns the words for each card that is left; none where none is. */
  static List<String> ofEachCard(BackendSettings backend, FoundBackends found)
      throws RenderException {
    for (RenderBackend each : found.renderers().keySet()) {
      List<String> devices = each.deviceOfEachSlot(backend);
      if (!devices.isEmpty()) {
        return devices;
      }
    }
    return List.of();
  }
}
