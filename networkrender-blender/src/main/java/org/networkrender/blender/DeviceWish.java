package org.networkrender.blender;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.RenderException;

/**
 * What the owner of a machine wants to be rendered on, as {@code auto}, {@code cpu}, {@code gpu},
 * {@code optix}, {@code cuda:0,2} or {@code gpu,cpu} say it.
 *
 * @param follows whether the scene says whether a card is used
 * @param cards whether cards may be used
 * @param kind the backend that is named; empty for the best one
 * @param numbers which of its cards, as they are listed from 0 on; none for all that are good
 * @param processor whether the processor may be used
 * @param only the id of the only card that may be used, which a slot has for itself
 */
record DeviceWish(
    boolean follows,
    boolean cards,
    Optional<String> kind,
    List<Integer> numbers,
    boolean processor,
    Optional<String> only) {
  /** What is said where nothing is. */
  static final String AUTO = "auto";

  private static final char ONLY = '@';
  private static final Pattern CARDS = Pattern.compile("([a-z]{2,8})(?::(\\d{1,3}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  DeviceWish {
    numbers = List.copyOf(numbers);
  }

  /**
   * Reads a wish.
   *
   * @param text the words; empty for {@link #AUTO}
   * @throws RenderException if they make no sense
   */
  static DeviceWish parse(String text) throws RenderException {
    int at = text.indexOf(ONLY);
    Optional<String> only = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
    String words = (at < 0 ? text : text.substring(0, at)).strip().toLowerCase(Locale.ROOT);
    if (words.isEmpty() || words.equals(AUTO)) {
      return new DeviceWish(true, true, Optional.empty(), List.of(), true, only);
    }
    String[] parts = words.split(",", -1);
    boolean processor = parts[parts.length - 1].strip().equals("cpu");
    int last = processor ? parts.length - 1 : parts.length;
    if (last == 0) {
      return new DeviceWish(false, false, Optional.empty(), List.of(), true, only);
    }
    Matcher first = CARDS.matcher(parts[0].strip());
    if (!first.matches()) {
      throw senseless(text);
    }
    Optional<GraphicsBackend> backend = GraphicsBackend.named(first.group(1));
    boolean any = first.group(1).equals("gpu");
    if ((!any && backend.isEmpty()) || (any && first.group(2) != null)) {
      throw senseless(text);
    }
    List<Integer> numbers = new ArrayList<>();
    if (first.group(2) != null) {
      numbers.add(Integer.valueOf(first.group(2)));
    }
    for (int i = 1; i < last; i++) {
      String number = parts[i].strip();
      if (numbers.isEmpty() || !NUMBER.matcher(number).matches()) {
        throw senseless(text);
      }
      numbers.add(Integer.valueOf(number));
    }
    return new DeviceWish(
        false,
        true,
        backend.map(GraphicsBackend::name),
        numbers.stream().distinct().toList(),
        processor,
        only);
  }

  /** Returns the words for a slot that has one card of those of this wish for itself. */
  static String withOnly(String text, String card) {
    int at = text.indexOf(ONLY);
    return (at < 0 ? text : text.substring(0, at)) + ONLY + card;
  }

  private static RenderException senseless(String text) {
    return RenderException.user(
        "No device is called " + FailureTable.quote(text),
        "Say auto, cpu, gpu, optix, cuda, hip, metal or oneapi; cuda:0,2 for the first and the"
            + " third card; gpu,cpu to go on by the processor when the cards have failed");
  }
}
