package org.networkrender.core.output;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.core.state.PictureWitness;

/** What lies in the hidden directory of an output. */
final class HiddenPlaces {
  static final String INCOMING = "incoming";
  static final String PARTS = "parts";
  static final String BAKES = "bakes";
  static final String LEDGER = "frames.mv";
  static final String WITNESS = "pictures.txt";

  /** What is removed or written there, but for what takes its name by a rename. */
  private static final List<String> ALL =
      List.of(INCOMING, PARTS, BAKES, LEDGER, WITNESS, WITNESS + PictureWitness.FRESH);

  private HiddenPlaces() {}

  /** What is removed or written must not be somebody's files elsewhere. */
  static void refuseLinks(Path hidden) throws RenderException {
    refuseLink(hidden);
    for (String name : ALL) {
      refuseLink(hidden.resolve(name));
    }
  }

  private static void refuseLink(Path own) throws RenderException {
    if (Files.isSymbolicLink(own)) {
      throw RenderException.user(
          "Cannot use " + own.getParent() + ": " + own.getFileName() + " in it is a link",
          "Remove the link, or choose another output directory with -o");
    }
  }
}
