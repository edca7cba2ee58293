package org.networkrender.core.assembly;

import org.jspecify.annotations.Nullable;
import org.networkrender.core.output.PartStore;

/**
 * What is baked of a scene before its frames are rendered.
 *
 * @param name under which it is kept in the output directory, with the last frame that is needed
 * @param kept what an earlier run has baked, or null
 */
public record BakePlan(BakeName name, PartStore.@Nullable KeptFile kept) {}
