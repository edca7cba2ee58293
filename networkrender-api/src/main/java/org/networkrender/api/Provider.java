package org.networkrender.api;

/**
 * What every service provider has: a name by which a user picks it.
 *
 * <p>A provider has a public constructor without arguments, does nothing in it, and holds no
 * resource until one of its methods is called. One instance may be used from several threads.
 */
public interface Provider {

  /**
   * Returns the name by which a user picks this provider, for example {@code websocket}: lower-case
   * letters, digits and hyphens, unique among the providers of one interface, always the same.
   */
  String name();

  /** Returns one plain sentence that tells a user what this provider does; may be empty. */
  default String description() {
    return "";
  }
}
