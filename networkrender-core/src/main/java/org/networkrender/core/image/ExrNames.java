package org.networkrender.core.image;

import com.google.common.collect.ImmutableSet;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;

/**
 * Names of channels. Headers are read one character a byte, since a file may hold any bytes; what
 * people and programs call a channel is UTF-8.
 */
final class ExrNames {
  private ExrNames() {}

  /** Returns a name as it stands in a header. */
  static String ofFile(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Returns names as they stand in a header. */
  static ImmutableSet<String> ofFile(Collection<String> names) {
    return names.stream().map(ExrNames::ofFile).collect(ImmutableSet.toImmutableSet());
  }

  /**
   * Returns a channel's whole name: in a multi-part file the picture's name may stand before it.
   */
  static String whole(ExrHeader header, ExrChannel channel) {
    return header.name().isEmpty() ? channel.name() : header.name() + "." + channel.name();
  }

  /** Returns whether a channel is among names, with or without the picture's name. */
  static boolean contains(Set<String> names, ExrHeader header, ExrChannel channel) {
    return names.contains(channel.name()) || names.contains(whole(header, channel));
  }
}
