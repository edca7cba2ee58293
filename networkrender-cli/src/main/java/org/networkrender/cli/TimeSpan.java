package org.networkrender.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time, as people write it.
 *
 * @param duration longer than nothing, at most 366 days
 */
record TimeSpan(Duration duration) {
  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d{1,6})H)?(?:(\\d{1,6})M)?(?:(\\d{1,6})S)?");

  private static final Duration LONGEST = Duration.ofDays(366);

  /** Checks the length. */
  TimeSpan {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("a time must be at least one second");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a time must be at most 366 days");
    }
  }

  /** Reads {@code 90s}, {@code 45m}, {@code 2h} or {@code 1h30m}. */
  static TimeSpan parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (text.isBlank() || !matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a time such as 90s, 45m or 2h");
    }
    return new TimeSpan(
        Duration.ofHours(number(matcher.group(1)))
            .plusMinutes(number(matcher.group(2)))
            .plusSeconds(number(matcher.group(3))));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
