package org.networkrender.core.worker;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;

/**
 * An account for each machine that clients come from. It is there as long as a client or a job has
 * it, so that who leaves and comes again has still to answer for what is not gone. May be used by
 * any thread.
 */
final class HostAccounts {
  private final LoadingCache<String, HostAccount> accounts =
      CacheBuilder.newBuilder()
          .weakValues()
          .build(CacheLoader.from(host -> new HostAccount(this::spare)));

  private volatile long spare = Long.MAX_VALUE;

  /** Returns the account of a machine. */
  HostAccount of(String host) {
    return accounts.getUnchecked(host);
  }

  /** So many bytes can be written before the disk is nearly full. */
  void spare(long bytes) {
    spare = bytes;
  }

  private long spare() {
    return spare;
  }
}
