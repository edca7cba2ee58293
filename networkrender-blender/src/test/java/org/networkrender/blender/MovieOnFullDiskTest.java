package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.MovieRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** A movie for which there is no room is the disk's fault, and leaves nothing. */
@Tag("beside-others")
@Tag("processes")
class MovieOnFullDiskTest {
  private static final int BLOCK = 4096;

  /** From nothing to what the pictures need, but the rest does not. */
  private static final List<Integer> FREE_BLOCKS = List.of(0, 1, 12);

  @TempDir Path directory;

  @Test
  void isTheDisksFaultAndLeavesNothing() throws Exception {
    Scenes.make(
        directory,
        Scenes.TINY
            + """
            set_format(scene, 'FFMPEG')
            coding = scene.render.ffmpeg
            coding.format, coding.codec, coding.audio_codec = 'MKV', 'FFV1', 'NONE'
            save('film.blend')
            """);
    Path place = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place + ""),
        "only root mounts disks");
    try {
      // One that has a root directory of its own sees what was mounted before it started.
      Scenes.endWaiting();
      SceneDescription scene = Scenes.inspect(directory.resolve("film.blend"), Map.of());
      List<Path> pictures = pictures(scene);
      Path film = place.resolve("film.mkv");
      MovieRequest movie = new MovieRequest(scene.frames(), pictures, 0, film);
      for (int free : FREE_BLOCKS) {
        Path filler = fill(place, free);
        try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
          assertThatThrownBy(() -> session.encode(movie, ProgressListener.NONE))
              .isInstanceOfSatisfying(
                  RenderException.class,
                  e -> {
                    assertThat(e.kind()).as("%s blocks: %s", free, e).isEqualTo(ErrorKind.RESOURCE);
                    assertThat(e.advice()).contains("disk");
                  });
        }
        assertThat(entries(place)).containsExactly(filler);
        Files.delete(filler);
      }
      try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
        session.encode(movie, ProgressListener.NONE);
      }
      assertThat(entries(place)).containsExactly(film);
    } finally {
      succeeds("umount", "-l", place + "");
    }
  }

  private List<Path> pictures(SceneDescription scene) throws Exception {
    Path output = Files.createDirectory(directory.resolve("pictures"));
    List<Path> pictures = new ArrayList<>();
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      for (int frame : scene.frames().stream().toArray()) {
        pictures.addAll(
            session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE));
      }
    }
    return pictures;
  }

  /** Fills the disk until so many blocks are free. */
  private static Path fill(Path place, int free) throws IOException {
    Path filler = place.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (Files.getFileStore(place).getUsableSpace() > (long) free * BLOCK) {
        out.write(new byte[BLOCK]);
      }
    }
    return filler;
  }

  private static List<Path> entries(Path place) throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      return all.toList();
    }
  }

  private static boolean succeeds(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
