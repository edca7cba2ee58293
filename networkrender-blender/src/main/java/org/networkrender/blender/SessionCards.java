package org.networkrender.blender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderDevice;

/** The device that a session renders on, and how that does. For any thread. */
final class SessionCards {
  private final SceneDevice device;
  private final CardHealth health;
  private volatile @Nullable String givenUp;

  SessionCards(SceneDevice device, CardHealth health) {
    this.device = device;
    this.health = health;
  }

  SceneDevice device() {
    return device;
  }

  /** Parts of a frame, and what they are finished with, come from one kind of device. */
  void checkParts(Map<String, String> properties) throws RenderException {
    String decided = properties.getOrDefault(SceneProperties.DEVICE, device.kind());
    if (!decided.equals(device.kind())) {
      throw new RenderException(
          ErrorKind.REFUSED,
          "parts of this job's frames come from "
              + GraphicsBackend.words(decided)
              + ", and this machine renders on "
              + device.words()
              + " now",
          "");
    }
  }

  /** Something was rendered. */
  void succeeded() {
    health.succeeded(device.cards());
  }

  /**
   * Returns an error as it is told: what a card is at fault for with its name, and counted.
   *
   * @param watch what Blender said meanwhile; null for nothing
   */
  RenderException told(RenderException e, @Nullable FrameWatch watch) {
    if (device.isProcessor() || watch == null || !watch.hasCardFailed()) {
      return e;
    }
    String message = String.valueOf(e.getMessage());
    List<RenderDevice> lost = health.failed(device.cards());
    if (!lost.isEmpty()) {
      givenUp =
          DeviceChoice.names(lost)
              + " has failed "
              + CardHealth.MOST_IN_A_ROW
              + " times in a row, the last time: "
              + message;
    }
    return message.startsWith(device.words())
        ? e
        : new RenderException(e.kind(), device.words() + ": " + message, e.advice(), e);
  }

  /** Returns what people are told of a card that was given up. */
  Optional<String> givenUp() {
    return Optional.ofNullable(givenUp);
  }
}
