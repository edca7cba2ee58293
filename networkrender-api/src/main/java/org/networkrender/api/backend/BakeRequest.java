package org.networkrender.api.backend;

import java.nio.file.Path;

/**
 * The playing of a scene's simulations from their first frame on, so that their results are stored.
 *
 * @param last the last frame that is needed of them
 * @param directory an existing empty directory for the file
 */
public record BakeRequest(int last, Path directory) {}
