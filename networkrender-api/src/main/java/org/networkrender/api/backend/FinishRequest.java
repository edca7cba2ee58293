package org.networkrender.api.backend;

import java.nio.file.Path;

/**
 * The last pass over a joined frame: what the renderer does once a picture, such as compositing,
 * view transform, dither and encoding.
 *
 * @param frame the frame number
 * @param joined the joined file, as {@link PartFormat} describes it; is not changed
 * @param directory an existing empty directory for the files
 */
public record FinishRequest(int frame, Path joined, Path directory) {}
