package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.networkrender.api.Sha256;

/** Takes files where they are; each is read once as long as it is not changed. */
final class HashedFiles implements FileIntake {
  private final KnownHashes known;
  private final InstantSource clock;

  HashedFiles(KnownHashes known, InstantSource clock) {
    this.known = known;
    this.clock = clock;
  }

  @Override
  public Taken take(Path file) throws IOException {
    Stamp now = Stamp.of(file);
    Optional<Sha256> there = known.of(file, now);
    return there.isPresent()
        ? new Taken(there.get(), now.bytes(), file)
        : SteadyFile.read(
            file, known, clock, () -> new Taken(Sha256.of(file), Files.size(file), file));
  }
}
