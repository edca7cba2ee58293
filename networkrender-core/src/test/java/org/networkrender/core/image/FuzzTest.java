package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lets Jazzer look for files that end a join in another way than a picture or {@link
 * BrokenPictureException}, guided by the branches that they take.
 *
 * <p>A plain run makes the same number of joins on every machine, with the same seed. With {@code
 * -Dfuzz.seconds=300} each format gets that time and another seed, and goes on from what the last
 * run found in {@code target/fuzz}. A file that fails is kept there as {@code crash-...}.
 */
@Tag("beside-others")
class FuzzTest {
  private static final int RUNS = 2_000;

  /** What Jazzer itself needs; a join of these sizes takes less than one of it. */
  private static final String HEAP = "-Xmx256m";

  @Test
  void png() throws Exception {
    fuzz(PngFuzz.class, FuzzSeeds::png);
  }

  @Test
  void tiff() throws Exception {
    fuzz(TiffFuzz.class, FuzzSeeds::tiff);
  }

  @Test
  void exr() throws Exception {
    fuzz(ExrFuzz.class, FuzzSeeds::exr);
  }

  private static void fuzz(Class<?> target, Seeds seeds) throws Exception {
    int seconds = Integer.getInteger("fuzz.seconds", 0);
    Path directory = Path.of("target", "fuzz", target.getSimpleName()).toAbsolutePath();
    Path seedDirectory = Files.createDirectories(directory.resolve("seeds"));
    seeds.write(seedDirectory);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + target.getName(),
                "--instrumentation_includes=org.networkrender.core.image.**",
                "--reproducer_path=" + directory,
                "-artifact_prefix=" + directory + "/",
                // Seconds for one input: far from what the slowest machine needs, near a hang.
                "-timeout=120",
                // The kernel counts the peak of the process that started this one as its own, and
                // the JVM of the tests may be big. What a join takes is bounded by the heap.
                "-rss_limit_mb=0",
                "-max_len=4096"));
    if (seconds > 0) {
      command.add("-max_total_time=" + seconds);
      command.add(Files.createDirectories(directory.resolve("corpus")).toString());
    } else {
      command.addAll(List.of("-runs=" + RUNS, "-seed=1"));
    }
    command.add(seedDirectory.toString());
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor()).as("see %s", log).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(log).content().contains("Done ");
  }

  private interface Seeds {
    void write(Path directory) throws IOException;
  }
}
