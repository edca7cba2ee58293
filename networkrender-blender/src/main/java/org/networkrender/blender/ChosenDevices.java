package org.networkrender.blender;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.RenderDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On what each Blender of this machine renders. */
final class ChosenDevices {
  private static final Logger log = LoggerFactory.getLogger(ChosenDevices.class);

  private final CardHealth health = new CardHealth();

  /** Returns how the cards are that Blenders of this machine use. */
  CardHealth health() {
    return health;
  }

  /**
   * Returns the Blenders that render on what is wanted, each told with that.
   *
   * @param blenders what is installed, the best first
   * @throws RenderException if none can
   */
  List<InstalledBlender> of(List<InstalledBlender> blenders, BackendSettings settings)
      throws RenderException {
    DeviceWish wish = DeviceWish.parse(settings.device());
    List<InstalledBlender> usable = new ArrayList<>();
    @Nullable RenderException problem = null;
    for (InstalledBlender each : blenders) {
      try {
        DeviceChoice choice = DeviceChoice.of(wish, each.capabilities().cards(), health.lost());
        usable.add(
            new InstalledBlender(
                each.installation(), each.capabilities().on(choice.kinds(), choice.cards())));
      } catch (RenderException e) {
        log.debug("{} is left out: {}", each.place(), e.getMessage());
        // The one that knows most cards says most.
        problem = problem == null || !each.capabilities().cards().isEmpty() ? e : problem;
      }
    }
    if (usable.isEmpty() && problem != null) {
      throw problem;
    }
    return usable;
  }

  /** Returns the words for each slot, where each has one card for itself; none without cards. */
  static List<String> ofEachSlot(List<InstalledBlender> chosen, BackendSettings settings) {
    return chosen.stream()
        .map(blender -> blender.capabilities().cards())
        .filter(cards -> !cards.isEmpty())
        .findFirst()
        .map(cards -> ofEachCard(cards, settings))
        .orElse(List.of());
  }

  private static List<String> ofEachCard(List<RenderDevice> cards, BackendSettings settings) {
    return cards.stream()
        .map(card -> DeviceWish.withOnly(settings.device(), DeviceChoice.place(card)))
        .toList();
  }

  /**
   * Returns whether a scene is rendered on the processor whatever cards there are, so that no
   * Blender has to be asked for them.
   */
  static boolean isOfProcessor(BackendSettings settings, Map<String, String> properties)
      throws RenderException {
    DeviceWish wish = DeviceWish.parse(settings.device());
    boolean asked = "true".equals(properties.get(SceneProperties.CARD));
    return !wish.cards() || (wish.follows() && !asked);
  }
}
