package org.networkrender.blender;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderDevice;

/**
 * What a Blender of this machine renders on. A pure function of what is wanted and what is there.
 *
 * @param kinds the processor alone; one backend alone; the processor and then a backend, where the
 *     scene says which; a backend and then the processor, for what cards cannot render and for when
 *     they have failed
 * @param cards those of the backend that are used; none without one
 */
record DeviceChoice(List<String> kinds, List<RenderDevice> cards) {
  /** The kind of the processor. */
  static final String PROCESSOR = "CPU";

  /** Where a card is plugged in, as Cycles writes it into ids. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}");

  private static final int MOST_LISTED = 16;
  private static final DeviceChoice OF_PROCESSOR = new DeviceChoice(List.of(PROCESSOR), List.of());

  /** Copies the lists. */
  DeviceChoice {
    kinds = List.copyOf(kinds);
    cards = List.copyOf(cards);
  }

  /**
   * Chooses.
   *
   * @param wish what the machine's owner wants
   * @param all what this Blender tells of
   * @param lost the ids of cards that have been given up
   * @throws RenderException of kind {@code USER} if what is named is not there, with what is; of
   *     kind {@code RESOURCE} if all that is wanted has been given up
   */
  static DeviceChoice of(DeviceWish wish, List<RenderDevice> all, Set<String> lost)
      throws RenderException {
    if (!wish.cards()) {
      return OF_PROCESSOR;
    }
    List<RenderDevice> wanted = wanted(wish, all);
    if (wanted.isEmpty()) {
      // What a slot has for itself is not exchanged for anything else, where there are cards.
      boolean any = wish.only().isEmpty();
      boolean none = all.isEmpty() && wish.processor() && wish.kind().isEmpty();
      if (none || (any && wish.follows())) {
        return OF_PROCESSOR;
      }
      throw RenderException.user(
          "There is no graphics card that was asked for: this Blender can use " + listed(all),
          "Name one of them with --device, or cpu");
    }
    List<RenderDevice> left = wanted.stream().filter(card -> !lost.contains(card.id())).toList();
    if (left.isEmpty() && !wish.processor()) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "no graphics card is left: "
              + names(wanted)
              + (wanted.size() == 1 ? " has" : " have")
              + " failed again and again",
          "Look at the driver there, and start the worker again; --device gpu,cpu would go on by"
              + " the processor");
    }
    if (left.isEmpty()) {
      return OF_PROCESSOR;
    }
    String kind = left.get(0).kind();
    return new DeviceChoice(
        !wish.processor()
            ? List.of(kind)
            : wish.follows() ? List.of(PROCESSOR, kind) : List.of(kind, PROCESSOR),
        left);
  }

  private static List<RenderDevice> wanted(DeviceWish wish, List<RenderDevice> all) {
    List<RenderDevice> wanted = named(wish, all);
    return wish.only().isEmpty()
        ? wanted
        : wanted.stream().filter(card -> place(card).equals(wish.only().get())).toList();
  }

  /** Returns what tells a card from the others of its machine, in whichever way it is used. */
  static String place(RenderDevice card) {
    Matcher address = ADDRESS.matcher(card.id());
    return address.find() ? address.group() : card.id();
  }

  private static List<RenderDevice> named(DeviceWish wish, List<RenderDevice> all) {
    Optional<String> kind = wish.kind().or(() -> best(all));
    List<RenderDevice> ofKind =
        all.stream().filter(card -> kind.filter(card.kind()::equals).isPresent()).toList();
    if (wish.numbers().isEmpty()) {
      // A card that takes the processor's memory holds a real one up.
      boolean real = ofKind.stream().anyMatch(card -> !card.integrated());
      return ofKind.stream().filter(card -> !(real && card.integrated())).toList();
    }
    List<RenderDevice> chosen = new ArrayList<>();
    for (int number : wish.numbers()) {
      if (number >= ofKind.size()) {
        return List.of();
      }
      chosen.add(ofKind.get(number));
    }
    return chosen;
  }

  /** The backend that has a real card; without any, one that has another. */
  private static Optional<String> best(List<RenderDevice> all) {
    return all.stream()
        .filter(card -> GraphicsBackend.named(card.kind()).isPresent())
        .min(
            Comparator.comparing(RenderDevice::integrated)
                .thenComparing(card -> GraphicsBackend.valueOf(card.kind())))
        .map(RenderDevice::kind);
  }

  /** Returns what there is, as a person can name it. */
  static String listed(List<RenderDevice> all) {
    Map<String, Integer> count = new TreeMap<>();
    List<String> words = new ArrayList<>();
    for (RenderDevice card : all) {
      int number = count.merge(card.kind(), 1, Integer::sum) - 1;
      words.add(
          GraphicsBackend.named(card.kind())
                  .map(each -> each.name().toLowerCase(Locale.ROOT))
                  .orElse(card.kind())
              + ":"
              + number
              + " ("
              + words(card)
              + ")");
    }
    List<String> shown = words.subList(0, Math.min(MOST_LISTED, words.size()));
    return words.isEmpty()
        ? "the processor alone"
        : "cpu, "
            + String.join(", ", shown)
            + (words.size() > MOST_LISTED ? " and " + (words.size() - MOST_LISTED) + " more" : "");
  }

  /** Returns what people call a card. */
  static String words(RenderDevice card) {
    return card.name()
        + (card.memory() > 0 ? ", " + ((card.memory() + (1 << 29)) >> 30) + " GiB" : "")
        + (card.integrated() ? ", integrated" : "");
  }

  /** Returns the names of cards; of equal ones one with their number. */
  static String names(List<RenderDevice> cards) {
    Map<String, Long> counted =
        cards.stream()
            .collect(
                Collectors.groupingBy(RenderDevice::name, TreeMap::new, Collectors.counting()));
    return counted.entrySet().stream()
        .map(each -> (each.getValue() > 1 ? each.getValue() + " x " : "") + each.getKey())
        .collect(Collectors.joining(", "));
  }
}
