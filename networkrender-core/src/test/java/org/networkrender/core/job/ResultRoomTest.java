package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.api.PixelSize;
import org.networkrender.api.Sha256;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.wire.Message;

class ResultRoomTest {
  private static final long MB = 1_000_000;
  private static final PixelSize SIZE = new PixelSize(1920, 1080);
  private static final Path PLACE = Path.of("out");

  private long free = 8000 * MB;
  private final ResultRoom others = new ResultRoom(() -> free, PLACE, false);
  private final ResultRoom own = new ResultRoom(() -> free, PLACE, true);

  private static ResultRoom.Guard check(ResultRoom room, FrameFile.Kind kind, long bytes)
      throws IOException {
    Message.ResultFile file = new Message.ResultFile("0001.exr", Sha256.of(new byte[1]), bytes);
    return room.check(file, new FrameFile("0001.exr", "0001.exr", kind), SIZE, 1000);
  }

  /** Each kind may be larger than what is free here, and none of them ends a job by that. */
  @ParameterizedTest
  @EnumSource(FrameFile.Kind.class)
  void moreThanFitsHereIsTheFaultOfWhoSaysSo(FrameFile.Kind kind) {
    assertThatThrownBy(() -> check(others, kind, 8001 * MB))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(OutputException.class)
        .hasMessage(
            "0001.exr is said to have 8.0 GB, and of 8.0 GB that are free in out 268.4 MB are kept"
                + " free");
  }

  @ParameterizedTest
  @EnumSource(FrameFile.Kind.class)
  void nobodyIsBelievedEverything(FrameFile.Kind kind) {
    free = Long.MAX_VALUE;
    assertThatThrownBy(() -> check(others, kind, 1_000_000_000 * MB))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(OutputException.class)
        .hasMessage("0001.exr of 1920x1080 pixels is said to have 1000000000000000 bytes");
  }

  @Test
  void whatFitsIsTaken() throws Exception {
    check(others, FrameFile.Kind.PICTURE, 50 * MB);
    check(others, FrameFile.Kind.PICTURE, 8000 * MB - ResultRoom.RESERVE);
    free = Long.MAX_VALUE;
    // Uncompressed, 64 bits a pixel, with sound.
    check(others, FrameFile.Kind.MOVIE, 1000 * (SIZE.pixels() * 8 + 100_000));
    check(others, FrameFile.Kind.BAKED, 900_000 * MB);
  }

  /** A disk that is really full says so itself when a small file is written. */
  @Test
  void smallFilesAreTriedWhateverIsFree() throws Exception {
    free = 0;
    check(others, FrameFile.Kind.PICTURE, ResultRoom.RESERVE).before(1 << 20);
  }

  @Test
  void thisMachinesOwnWorkerIsBelieved() throws Exception {
    check(own, FrameFile.Kind.PICTURE, 8000 * MB);
    assertThatThrownBy(() -> check(own, FrameFile.Kind.PICTURE, 8000 * MB + 1))
        .isInstanceOf(OutputException.class)
        .hasMessageStartingWith("No space left on device");
  }

  /** Several come at once, each of which would have had room alone. */
  @Test
  void aLargeFileStopsWhereTheReserveBegins() throws Exception {
    ResultRoom.Guard guard = check(others, FrameFile.Kind.PICTURE, 4000 * MB);
    for (; free > ResultRoom.RESERVE; free -= 100 * MB) {
      guard.before((int) (100 * MB));
    }
    assertThatThrownBy(() -> guard.before((int) (100 * MB)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(OutputException.class);
    assertThat(free).isPositive();
  }
}
