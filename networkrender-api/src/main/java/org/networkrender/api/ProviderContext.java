package org.networkrender.api;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What a farm or a worker hands to a provider that it uses: see {@link Provider#configure}. It is
 * made for this provider in this farm or worker alone, never changes, and may be used from any
 * thread.
 *
 * <p>The farm or the worker ends the executors when it closes, after it has closed what it got from
 * the provider. From then on work that is handed to them is refused with a {@link
 * java.util.concurrent.RejectedExecutionException}, and the threads that still work are
 * interrupted; all else stays as it is.
 */
public interface ProviderContext {

  /**
   * Returns the provider's full name, for example {@code discovery.udp}: the names of its options
   * and of its threads begin with it.
   */
  String provider();

  /**
   * Returns what the user chose, by key: options of the scope {@code PROVIDER} that the provider
   * declares, and no other. What was not given is not in it. The values are as they were given: the
   * provider checks them.
   */
  Map<String, String> options();

  /** Returns one option, to be read as what it is to be. */
  default OptionValue option(String key) {
    return new OptionValue(provider() + '.' + key, Optional.ofNullable(options().get(key)));
  }

  /** Returns the time of day. It may jump: lengths of time are measured with the ticker. */
  InstantSource clock();

  /**
   * Returns a clock that never jumps, in nanoseconds from any moment, also below zero: only
   * differences of what it says mean something.
   */
  LongSupplier ticker();

  /**
   * Returns what runs work in the background that may wait, each on a daemon thread of its own that
   * is named after the provider. What work throws is logged as the provider's fault.
   */
  Executor executor();

  /**
   * Returns what runs work later, or again and again, on one daemon thread that is named after the
   * provider: it must not wait, and work that throws is not run again. {@code shutdown} and {@code
   * shutdownNow} are refused with an {@link UnsupportedOperationException}.
   */
  ScheduledExecutorService scheduler();
}
