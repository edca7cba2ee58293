package org.networkrender.cli.hosts;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A short chaos run, the same in each build; {@code ./networkrender chaos} makes longer ones. When
 * it fails, what the programs said is kept.
 */
@Tag("on-hosts")
@Isolated("what happens when depends on time")
class ChaosIT {
  private static final int FAULTS = Integer.getInteger("chaos.faults", 8);
  private static final long SEED = 4;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void everyPictureIsWholeAndNothingIsLeftOver() throws Exception {
    ChaosRun.run(FAULTS, SEED, directory, System.out::println);
  }
}
