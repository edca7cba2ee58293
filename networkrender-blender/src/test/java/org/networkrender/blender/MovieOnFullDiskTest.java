package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
    try (SmallDisk disk = SmallDisk.mount(place, "512k")) {
      // One that has a root directory of its own sees what was mounted before it started.
      Scenes.endWaiting();
      SceneDescription scene = Scenes.inspect(directory.resolve("film.blend"), Map.of());
      List<Path> pictures = pictures(scene);
      Path film = place.resolve("film.mkv");
      MovieRequest movie = new MovieRequest(scene.frames(), pictures, 0, film);
      for (int free : FREE_BLOCKS) {
        Path filler = disk.fill(free);
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

  private static List<Path> entries(Path place) throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      return all.toList();
    }
  }
}
