package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** A worker that is to use one thread keeps one processor busy, and leaves the others to others. */
class FewThreadsTest {
  /** A frame of some seconds, so that what begins and ends it weighs little. */
  private static final String LONG =
      Scenes.TINY
          + """
          scene.render.resolution_x, scene.render.resolution_y = 320, 180
          scene.cycles.samples = 200
          scene.cycles.use_adaptive_sampling = False
          save('long.blend')
          """;

  /** The fields of a thread's line behind its name: its times as user and in the kernel. */
  private static final int USER_TIME = 11;

  private static final int KERNEL_TIME = 12;

  @TempDir Path directory;

  @Test
  void oneThreadRendersAndNoOtherLooksForWork() throws Exception {
    assumeThat(Path.of("/proc/self/task")).as("where Linux tells of threads").isDirectory();
    Scenes.make(directory, LONG);
    SceneDescription scene = Scenes.inspect(directory.resolve("long.blend"), Map.of());
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      Path output = Files.createDirectories(directory.resolve("output"));
      long process = session.process().orElseThrow().pid();
      Map<Path, Long> before = times(process);
      session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE);
      List<Long> times =
          times(process).entrySet().stream()
              .map(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
              .sorted(Comparator.reverseOrder())
              .toList();
      assertThat(times.get(0)).as("the time of the renderer, in ticks").isGreaterThan(100);
      assertThat(times.get(1)).as("what others took beside it").isLessThan(times.get(0) / 4);
    }
  }

  /** Returns the processor time of each thread, in ticks. */
  private static Map<Path, Long> times(long process) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process + "/task"))) {
      return threads.collect(Collectors.toMap(Function.identity(), FewThreadsTest::time));
    }
  }

  private static long time(Path thread) {
    try {
      String line = Files.readString(thread.resolve("stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[KERNEL_TIME]);
    } catch (IOException e) {
      // It has ended.
      return 0;
    }
  }
}
