package org.networkrender.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of storage.
 *
 * @param bytes 1 or more
 */
record ByteSize(long bytes) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})([KMGT]?)(?:I?B)?");
  private static final String UNITS = "KMGT";

  /** Checks the amount. */
  ByteSize {
    if (bytes < 1) {
      throw new IllegalArgumentException("a size must be at least one byte");
    }
  }

  /** Reads {@code 500M} or {@code 20G}; units are powers of 1024. */
  static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a size such as 500M or 20G");
    }
    String unit = matcher.group(2);
    int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
    long number = Long.parseLong(matcher.group(1));
    if (number > Long.MAX_VALUE >> (10 * power)) {
      throw new IllegalArgumentException("'" + text + "' is too large");
    }
    return new ByteSize(number << (10 * power));
  }

  /** Returns the size in its largest unit, for example {@code 1.5 GiB}. */
  @Override
  public String toString() {
    double amount = bytes;
    int power = 0;
    while (amount >= 1024 && power < UNITS.length()) {
      amount /= 1024;
      power++;
    }
    String unit = power == 0 ? "bytes" : UNITS.charAt(power - 1) + "iB";
    String number =
        amount == Math.rint(amount)
            ? String.valueOf((long) amount)
            : String.format(Locale.ROOT, "%.1f", amount);
    return number + " " + unit;
  }
}
