package org.networkrender.core.client;

import org.networkrender.api.Sha256;
import org.networkrender.api.PictureName;

/**
 * Where frames go that are rendered in parts.
 *
 * @param directory holds the parts, and then the pictures
 * @param picture the name of a frame's first picture
 * @param identity what the pictures are made from
 * @param choice what the user chose of the cut: by another choice a later run cuts anew
 */
record FrameOutput(
    OutputDirectory directory, PictureName picture, Sha256 identity, String choice) {}
