package org.networkrender.api;

import java.util.List;

/**
 * What every service provider has: a name by which a user picks it, and options.
 *
 * <p>A provider has a public constructor without arguments, does nothing in it, and holds no
 * resource until one of its service's methods is called. One instance may be used from several
 * threads.
 *
 * <p>Its life: it is made once by {@link java.util.ServiceLoader}, and asked for what is told here.
 * Each farm and each worker that uses it calls {@link #configure} once, and from then on only
 * methods of what that returned. A configured provider is not closed: what its methods returned is
 * (announcements, watches, listeners, connections, sessions), and after that its context's
 * executors are ended.
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

  /**
   * Returns the options that this provider knows, each key once, always the same. A user who gives
   * another one is refused before anything starts.
   */
  default List<ProviderOption> options() {
    return List.of();
  }

  /**
   * Returns this provider as one farm or one worker is to use it: another instance that holds what
   * the context says, or this one where there is nothing to hold. Name and options stay the same.
   *
   * <p>Called once by each farm and each worker, before any method of the service: at its start
   * where the user gave options, else when the provider is needed for the first time; on any
   * thread. It has to return soon, and does not wait for other machines. Several farms of one
   * process may call it with different options, also at the same time: nothing of a context goes
   * into a static field.
   *
   * @throws RenderException of kind {@code USER} if the value of an option makes no sense
   */
  default Provider configure(ProviderContext context) throws RenderException {
    return this;
  }
}
