package org.networkrender.core.image;

/**
 * A channel of an OpenEXR file.
 *
 * @param name its name as the file has it, one character a byte
 * @param type what its values are
 */
record ExrChannel(String name, ExrType type) {}
