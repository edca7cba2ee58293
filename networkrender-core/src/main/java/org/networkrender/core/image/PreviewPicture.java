package org.networkrender.core.image;

import java.io.IOException;
import java.nio.file.Path;
import org.networkrender.api.PixelSize;

/** Placeholder. */
public final class PreviewPicture {
  private final String text;

  /** Placeholder. */
  public PreviewPicture(PixelSize canvas, String channels) {
    text = canvas + channels;
  }

  /** Placeholder. */
  public void draw(JoinRequest.Part part) throws BrokenPictureException, IOException {
    if (part.samples() < 0) {
      throw new BrokenPictureException(text);
    }
  }

  /** Placeholder. */
  public void save(Path file) throws IOException {
    if (file.toString().isEmpty()) {
      throw new IOException(text);
    }
  }
}
