package org.networkrender.core.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderDevice;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** A renderer on graphics cards that stand in for real ones; without any it is the processor's. */
final class CardBackend extends FakeBackend {
  private static final String DEVICE = "device";
  private static final String PROCESSOR = "CPU";

  private final String kind;
  private final boolean goesOn;
  private final List<RenderDevice> cards = new ArrayList<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Set<String> lost = ConcurrentHashMap.newKeySet();
  private final List<String> used = new CopyOnWriteArrayList<>();

  /**
   * Makes one.
   *
   * @param kind in which way the cards are used
   * @param goesOn whether the processor renders when all cards were given up
   * @param names of the cards
   */
  CardBackend(String kind, boolean goesOn, String... names) {
    this.kind = kind;
    this.goesOn = goesOn;
    for (String name : names) {
      cards.add(new RenderDevice(kind, kind + "-" + cards.size(), name, 1L << 33, false));
    }
  }

  /** From now on a card fails at each frame, and is given up at once. */
  CardBackend breaking(int card) {
    broken.add(cards.get(card).id());
    return this;
  }

  /** Returns on what the frames were rendered that were begun. */
  List<String> used() {
    return List.copyOf(used);
  }

  private void checkLeft(List<RenderDevice> left) throws RenderException {
    if (left.isEmpty() && !cards.isEmpty() && !goesOn) {
      throw new RenderException(ErrorKind.RESOURCE, "no graphics card is left", "Start it again");
    }
  }

  private List<RenderDevice> left() {
    return cards.stream().filter(card -> !lost.contains(card.id())).toList();
  }

  @Override
  public List<Capabilities> probe(BackendSettings settings) throws RenderException {
    List<RenderDevice> left = left();
    checkLeft(left);
    List<String> kinds = List.of(left.isEmpty() ? PROCESSOR : kind);
    return super.probe(settings).stream().map(each -> each.on(kinds, left)).toList();
  }

  @Override
  public List<String> deviceOfEachSlot(BackendSettings settings) {
    return left().stream().map(RenderDevice::id).toList();
  }

  private static String kindOf(Capabilities renderer) {
    return renderer.devices().get(0);
  }

  /** What most slots have, cards before the processor. */
  @Override
  public SceneDescription forFarm(
      SceneDescription scene, Map<String, String> options, List<Capabilities> slots) {
    Map<String, Integer> counted = new TreeMap<>();
    slots.forEach(each -> counted.merge(kindOf(each), 1, Integer::sum));
    Map<String, String> properties = new HashMap<>(scene.properties());
    counted.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .ifPresent(most -> properties.put(DEVICE, most.getKey()));
    return scene.toBuilder().properties(properties).build();
  }

  @Override
  public String partSource(SceneDescription scene) {
    String device = scene.properties().getOrDefault(DEVICE, PROCESSOR);
    return device.equals(PROCESSOR) ? "" : device;
  }

  @Override
  public Optional<String> partMismatch(
      SceneDescription scene, Map<String, String> options, Capabilities renderer) {
    String wanted = scene.properties().getOrDefault(DEVICE, kindOf(renderer));
    return Optional.of("parts come from " + wanted + ", and it renders on " + kindOf(renderer))
        .filter(reason -> !wanted.equals(kindOf(renderer)));
  }

  @Override
  public Optional<String> difference(
      SceneDescription scene, Map<String, String> options, Capabilities renderer) {
    return partMismatch(scene, options, renderer).map(reason -> "other devices differ");
  }

  @Override
  public Optional<String> deviceOf(
      SceneDescription scene, Map<String, String> options, Capabilities renderer) {
    return renderer.graphics();
  }

  @Override
  public RenderSession open(SessionRequest request) throws RenderException {
    String device = request.settings().device();
    checkLeft(left());
    List<RenderDevice> mine =
        left().stream().filter(card -> device.isEmpty() || card.id().equals(device)).toList();
    String decided = request.properties().getOrDefault(DEVICE, PROCESSOR);
    return new OnCard(super.open(request), mine, decided.equals(mine.isEmpty() ? PROCESSOR : kind));
  }

  /** A session on some of the cards. */
  private final class OnCard implements RenderSession {
    private final RenderSession plain;
    private final List<RenderDevice> mine;
    private final boolean makesParts;
    private volatile Optional<String> loss = Optional.empty();

    OnCard(RenderSession plain, List<RenderDevice> mine, boolean makesParts) {
      this.plain = plain;
      this.mine = mine;
      this.makesParts = makesParts;
    }

    @Override
    public List<Path> render(RenderRequest request, ProgressListener listener)
        throws RenderException, InterruptedException {
      if (request.isPart() && !makesParts) {
        throw new RenderException(ErrorKind.REFUSED, "parts come from another device", "");
      }
      used.add(mine.isEmpty() ? PROCESSOR : mine.get(0).id());
      for (RenderDevice card : mine) {
        if (broken.contains(card.id())) {
          plain.cancel();
          lost.add(card.id());
          loss = Optional.of(card.name() + " has failed again and again");
          throw new RenderException(ErrorKind.RESOURCE, card.name() + ": out of memory", "");
        }
      }
      return plain.render(request, listener);
    }

    @Override
    public List<Path> finish(FinishRequest request, ProgressListener listener)
        throws RenderException, InterruptedException {
      return plain.finish(request, listener);
    }

    @Override
    public Optional<String> givenUp() {
      return loss;
    }

    @Override
    public void cancel() {
      plain.cancel();
    }

    @Override
    public boolean isUsable() {
      return plain.isUsable();
    }

    @Override
    public void close() {
      plain.close();
    }
  }
}
