package org.networkrender.blender;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.RenderDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On what each Blender of this machine renders. */
final class ChosenDevices {
  private static final Logger log = LoggerFactory.getLogger(ChosenDevices.class);

  private final InstalledBlenders installed;
  private final CardHealth health = new CardHealth();

  ChosenDevices(InstalledBlenders installed) {
    this.installed = installed;
  }

  /** Returns how the cards are that Blenders of this machine use. */
  CardHealth health() {
    return health;
  }

  /**
   * Returns the Blenders that render on what is wanted, each told with that, the best first.
   *
   * @throws RenderException if none can
   */
  List<InstalledBlender> blenders(BackendSettings settings) throws RenderException {
    DeviceWish wish = DeviceWish.parse(settings.device());
    return of(installed.ask(settings), wish);
  }

  private List<InstalledBlender> of(List<InstalledBlender> blenders, DeviceWish wish)
      throws RenderException {
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
  List<String> ofEachSlot(BackendSettings settings) throws RenderException {
    return blenders(settings).stream()
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

  /** Returns on what a Blender renders a scene, which it is asked for only where that matters. */
  SceneDevice ofScene(
      BackendSettings settings, Map<String, String> properties, Installation blender)
      throws RenderException {
    DeviceWish wish = DeviceWish.parse(settings.device());
    if (isOfProcessor(wish, properties)) {
      return SceneDevice.ofProcessor();
    }
    List<InstalledBlender> asked =
        installed.ask(settings).stream()
            .filter(each -> each.installation().equals(blender))
            .toList();
    return of(asked, wish).stream()
        .findFirst()
        .map(each -> SceneDevice.of(properties, each.capabilities()))
        .orElseThrow(
            () ->
                new RenderException(
                    ErrorKind.REFUSED,
                    "this machine does not have " + blender + " any more",
                    "Start the worker there anew"));
  }

  /** Returns on what it is measured how long a frame takes: on that which renders its parts. */
  SceneDevice ofMeasuring(
      BackendSettings settings, Map<String, String> properties, Installation blender)
      throws RenderException {
    return DeviceChoice.PROCESSOR.equals(properties.get(SceneProperties.DEVICE))
        ? SceneDevice.ofProcessor()
        : ofScene(settings, properties, blender);
  }

  /** Whether a scene is rendered on the processor whatever cards there are. */
  private static boolean isOfProcessor(DeviceWish wish, Map<String, String> properties) {
    boolean asked = "true".equals(properties.get(SceneProperties.CARD));
    return !wish.cards() || (wish.follows() && !asked);
  }
}
