package org.networkrender.core.assets;

import org.jspecify.annotations.Nullable;

/**
 * For whom a store keeps contents.
 *
 * @param link what they come over: a content is fetched once over each
 * @param host on whose account they are kept, for there is a bound for each; null for this program
 *     itself, which has none
 */
public record Guest(Object link, @Nullable Object host) {}
