package org.networkrender.core.assembly;

import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;
import org.networkrender.core.output.OutputDirectory;

/**
 * Where frames go that are rendered in parts.
 *
 * @param directory holds the parts, and then the pictures
 * @param picture the name of a frame's first picture
 * @param identity what the pictures are made from
 * @param parts what parts of them are made from: by another source there are other parts
 * @param choice what the user chose of the cut: by another choice a later run cuts anew
 */
public record FrameOutput(
    OutputDirectory directory, PictureName picture, Sha256 identity, Sha256 parts, String choice) {}
