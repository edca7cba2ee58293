package org.networkrender.core.client;

import java.util.List;
import java.util.Optional;
import org.networkrender.api.PictureName;

/** Names of pictures as a user wants them. */
final class PictureNames {
  private PictureNames() {}

  /**
   * Puts the user's name in the place of the scene's own, up to the frame number. What follows the
   * frame number stays the scene's: the view of a stereo pair, and the extension that tells the
   * format.
   */
  static List<PictureName> of(List<PictureName> scene, Optional<PictureName> chosen) {
    return chosen
        .map(name -> scene.stream().map(own -> merge(name.pattern(), own.pattern())).toList())
        .orElse(scene);
  }

  private static PictureName merge(String chosen, String own) {
    String prefix = chosen.substring(0, chosen.lastIndexOf('#') + 1);
    return new PictureName(prefix + own.substring(own.lastIndexOf('#') + 1));
  }
}
