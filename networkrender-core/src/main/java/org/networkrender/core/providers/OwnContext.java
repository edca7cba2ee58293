package org.networkrender.core.providers;

import com.google.common.collect.ImmutableMap;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.networkrender.api.ProviderContext;

/** What one provider of one farm or worker is handed. */
record OwnContext(
    String provider,
    ImmutableMap<String, String> options,
    InstantSource clock,
    LongSupplier ticker,
    Executor executor,
    ScheduledExecutorService scheduler)
    implements ProviderContext {}
