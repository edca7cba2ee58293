package org.networkrender.api;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user gave for an option, read as what it is to be. Each method returns the usual value
 * where nothing was given, and throws an error of kind {@code USER} that names the option, what was
 * given, and what can be given.
 *
 * @param name the option's full name, as the user writes it, for example {@code
 *     discovery.udp.interval}
 * @param text what was given, or empty when nothing was
 */
public record OptionValue(String name, Optional<String> text) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  /** Returns the text, or the usual one. */
  public String text(String usual) {
    return text.orElse(usual);
  }

  /**
   * Reads {@code true} or {@code false}.
   *
   * @throws RenderException if it is neither
   */
  public boolean flag(boolean usual) throws RenderException {
    if (text.isEmpty()) {
      return usual;
    }
    return switch (text.get()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refusal("true or false");
    };
  }

  /**
   * Reads a whole number.
   *
   * @throws RenderException if it is none, or not in the range
   */
  public long number(long usual, long least, long most) throws RenderException {
    if (text.isEmpty()) {
      return usual;
    }
    if (NUMBER.matcher(text.get()).matches()) {
      long value = Long.parseLong(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw refusal("a whole number from " + least + " to " + most);
  }

  /**
   * Reads a length of time: {@code 500ms}, {@code 2s}, {@code 5m} or {@code 1h}.
   *
   * @throws RenderException if it is none, or not in the range
   */
  public Duration duration(Duration usual, Duration least, Duration most) throws RenderException {
    if (text.isEmpty()) {
      return usual;
    }
    Matcher matcher = TIME.matcher(text.get());
    if (matcher.matches()) {
      Duration value = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
      if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
        return value;
      }
    }
    throw refusal("a time from " + written(least) + " to " + written(most));
  }

  private static ChronoUnit unit(String letters) {
    return switch (letters) {
      case "h" -> ChronoUnit.HOURS;
      case "m" -> ChronoUnit.MINUTES;
      case "s" -> ChronoUnit.SECONDS;
      default -> ChronoUnit.MILLIS;
    };
  }

  private static String written(Duration time) {
    if (time.toMillisPart() != 0) {
      return time.toMillis() + "ms";
    }
    if (time.toSecondsPart() != 0) {
      return time.toSeconds() + "s";
    }
    return time.toMinutesPart() != 0 ? time.toMinutes() + "m" : time.toHours() + "h";
  }

  /**
   * Returns the error that a provider throws whose own rules the value breaks.
   *
   * @param wanted what can be given, for example {@code a colour such as red}
   */
  public RenderException refusal(String wanted) {
    return RenderException.user(
        PlainText.line(name + "=" + text.orElse("") + " is not " + wanted),
        "Write another value, or leave it out");
  }
}
