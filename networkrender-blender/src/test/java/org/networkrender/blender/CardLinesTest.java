package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;

/** What is made of lines about graphics cards, one by one as {@code cards.txt} has them. */
class CardLinesTest {
  private static final String SAVED = "Saved: '/tmp/render_000001.png'";

  static Stream<Arguments> rows() throws IOException {
    try (InputStream in = CardLinesTest.class.getResourceAsStream("cards.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 3))
          .map(row -> Arguments.of(row[0], row[1], row[2]));
    }
  }

  /** As they come through the pipe of a Blender that goes on afterwards. */
  private static FrameWatch seen(String... printed) throws IOException {
    byte[] bytes = String.join("\n", printed).getBytes(StandardCharsets.UTF_8);
    OutputLines lines = new OutputLines(new ByteArrayInputStream(bytes), 10_000);
    FrameWatch watch = new FrameWatch(ProgressListener.NONE, true);
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      watch.line(line);
    }
    return watch;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aLineMeansWhatItsRowSays(String expected, String from, String line) throws Exception {
    FrameWatch watch = seen("Fra:1 Mem:1M | Scene | Sample 1/4", line, SAVED);
    String judged = watch.failure().map(e -> e.kind().name()).orElse("no");
    assertThat(judged).as(from).isEqualTo(expected);
    assertThat(watch.hasCardFailed()).as(from).isEqualTo(!expected.equals("no"));
    assertThat(watch.isSaved("/tmp/render_000001.png")).isTrue();
  }

  /** The denoiser of the processor: Cycles asks the card alone whether something failed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "OpenImageDenoise error: failed to allocate memory",
        "00:12.071  cycles           | ERROR OIDN error: out of memory",
        "00:12.071  cycles           | ERROR Failed to create OIDN CPU device",
        "OpenImageDenoise guiding filter is not initialized",
        "OpenImageDenoise filter is not initialized",
      })
  void aPictureThatWasNotDenoisedDoesNotCountWhateverRenderedIt(String line) throws Exception {
    FrameWatch watch = seen("Fra:1 Mem:1M | Scene | Sample 1/4", line, SAVED);
    assertThat(watch.failure())
        .hasValueSatisfying(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE);
              assertThat(e).hasMessageStartingWith("Cycles could not denoise the picture");
            });
    assertThat(watch.hasCardFailed()).isFalse();
  }

  @Test
  void aCardIsToBlameWhateverElseWasSaid() throws Exception {
    FrameWatch watch = seen("Error: something", "System is out of GPU memory", SAVED);
    assertThat(watch.failure())
        .hasValueSatisfying(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE);
              assertThat(e)
                  .hasMessage(
                      "The graphics card has too little memory for this scene (Blender says: System"
                          + " is out of GPU memory)");
            });
    assertThat(seen("Error: something").failure().map(RenderException::kind))
        .contains(ErrorKind.WORKER);
  }

  @Test
  void whatTheScriptIsToldOfACardCountsAsWell() {
    FrameWatch watch = new FrameWatch(ProgressListener.NONE, true);
    watch.failedInScript(
        new SessionProtocol.Failed("RuntimeError", "Error: Illegal address in CUDA queue x", "a"));
    assertThat(watch.hasCardFailed()).isTrue();
    FrameWatch other = new FrameWatch(ProgressListener.NONE, true);
    other.failedInScript(new SessionProtocol.Failed("RuntimeError", "Error: no camera", "a"));
    assertThat(other.hasCardFailed()).isFalse();
    other.failedInScript(new SessionProtocol.Failed("DeviceLost", "it is not there", "a"));
    assertThat(other.hasCardFailed()).isTrue();
  }

  /** Writes down what a listener hears. */
  private static final class Heard implements ProgressListener {
    private final List<String> all = new ArrayList<>();

    @Override
    public void progress(double fraction, String note) {
      all.add(note);
    }

    @Override
    public void preparing(String note) {
      all.add("prepares: " + note);
    }
  }

  private static List<String> heard(boolean onCard, String... lines) {
    Heard heard = new Heard();
    FrameWatch watch = new FrameWatch(heard, onCard);
    List.of(lines).forEach(watch::line);
    return heard.all;
  }

  @Test
  void kernelsThatAreCompiledAreToldAsThat() {
    String line =
        "Fra:1 Mem:9M (Peak 9M) | Time:00:00.08 | Mem:0.76M, Peak:0.76M | Scene, ViewLayer | ";
    String kernels = "Loading render kernels (may take a few minutes the first time)";
    String told = "prepares: compiles kernels for the graphics card";
    assertThat(heard(true, line + kernels)).containsExactly(told);
    assertThat(heard(true, "Fra: 1 | Mem: 1M | " + kernels)).containsExactly(told);
    assertThat(
            heard(true, line + "Loading denoising kernels (may take a few minutes the first time)"))
        .containsExactly(told);
    assertThat(heard(true, line + "3 / 12 render kernels loaded (may take a few minutes)"))
        .containsExactly(told);
    // However soon after another line it comes.
    assertThat(heard(true, line + "Initializing", line + kernels, line + "Sample 0/4"))
        .containsExactly("Initializing", told, "Sample 0/4");
    // The processor has none to compile, and Cycles says the same.
    assertThat(heard(false, line + kernels)).containsExactly(kernels);
    assertThat(heard(true, line + "Sample 1/4")).containsExactly("Sample 1/4");
  }
}
