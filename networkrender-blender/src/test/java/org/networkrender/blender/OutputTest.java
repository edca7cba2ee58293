package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/** What is read out of Blender's lines. Most of them were printed by Blender 3.4.1. */
class OutputTest {
  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Fra:1 Mem:15.94M (Peak 17.70M) | Time:00:00.48 | Remaining:01:53.74 | Mem:3.92M, Peak:3.92M"
            + " | Scene, ViewLayer | Sample 150/600;0.25;Sample 150/600",
        "Fra:1 Mem:1.00M (Peak 1.00M) | Time:00:01.00 | Mem:1.00M, Peak:1.00M | Scene, ViewLayer"
            + " | Rendered 3/16 Tiles, Sample 32/64;0.21875;Rendered 3/16 Tiles, Sample 32/64",
        "Fra:7 Mem:1.00G (Peak 1.00G) | Time:01:00:01.00 | Rendering 16 / 64 samples;0.25;"
            + "Rendering 16 / 64 samples",
        "Fra:1 Mem:1.00M (Peak 1.00M) | Time:00:01.00 | Compositing | Tile 1-1;0;Tile 1-1",
        "Fra:1 Mem:1.00M (Peak 1.00M) | Time:00:01.00 | Sample 5/0;0;Sample 5/0",
      })
  void readsProgress(String line, double fraction, String note) {
    assertThat(ProgressLine.parse(line)).contains(new ProgressLine(fraction, note));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Saved: '/a/Sample 1/2'", "Frank: hello", "", "Blender quit"})
  void whatIsNoProgress(String line) {
    assertThat(ProgressLine.parse(line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "USER;Error: Cannot render, no camera",
        "USER;Error: Build without OpenImageDenoiser",
        "USER;Error: Failed to read blend file '/a.blend': Missing DNA block",
        "RESOURCE;Error: Render error (No space left on device) cannot save: '/a.png'",
        "RESOURCE;OpenEXR-writePixels: ERROR: Failed to write pixel data",
        "RESOURCE;terminate called after throwing an instance of 'std::bad_alloc'",
        "RESOURCE;CUDA error: Out of memory in cuMemAlloc(&device_pointer, size)",
        "RESOURCE;CUDA error at cuCtxCreate: Out of memory",
        "RESOURCE;Illegal address in cuCtxSynchronize()",
        "RESOURCE;CUDA error: Launch exceeded timeout in cuCtxSynchronize()",
        "RESOURCE;Error: Found no Cycles device of the specified type",
        "WORKER;Couldn't find current GLX or EGL context.",
        "WORKER;Fatal Python error: Py_Initialize: unable to load the file system codec",
        "WORKER;Error: something that nobody has seen yet",
      })
  void knowsWhoIsAtFault(ErrorKind kind, String line) {
    assertThat(FailureTable.ofLine(line).map(RenderException::kind)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EGL Error (0x3009): EGL_BAD_MATCH: Arguments are inconsistent",
        "Managed to successfully fallback to surfaceless EGL rendering!",
        "Warning: 1 libraries and 1 linked data-blocks are missing",
        "Saved: '/tmp/Error.png'",
      })
  void harmlessLines(String line) {
    assertThat(FailureTable.ofLine(line)).isEmpty();
  }

  @Test
  void anEndIsExplainedInOneLine() {
    assertThat(FailureTable.ofEnd(137, false, List.of("a", "b")))
        .hasMessage("Blender was ended by signal 9; it last said: a / b")
        .extracting(RenderException::kind)
        .isEqualTo(ErrorKind.WORKER);
    assertThat(FailureTable.ofEnd(137, true, List.of()).kind()).isEqualTo(ErrorKind.RESOURCE);
    assertThat(FailureTable.ofEnd(134, false, List.of("what():  std::bad_alloc", "x")).kind())
        .isEqualTo(ErrorKind.RESOURCE);
    assertThat(FailureTable.ofEnd(1, false, List.of("x".repeat(10_000))).getMessage())
        .hasSizeLessThan(400);
  }

  @Test
  void cutsLinesAndDropsWhatIsTooLong() throws Exception {
    OutputLines lines =
        new OutputLines(
            new SequenceInputStream(
                bytes("one\r\n\n  \n" + "y".repeat(100_000) + "\ntw"), bytes("o\nlast")),
            10);
    List<String> read = new ArrayList<>();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      read.add(line);
    }
    assertThat(read).containsExactly("one", "y".repeat(10), "two", "last");
  }

  @Test
  void noTextInASceneCanAnswerForTheScript() {
    SessionProtocol protocol = new SessionProtocol();
    assertThat(protocol.parse("{\"event\": \"ready\"}")).isEmpty();
    assertThat(protocol.parse("networkrender-0000 {\"event\": \"ready\"}")).isEmpty();
  }

  @Test
  void keepsFewAndShortLines() {
    LastLines lines = new LastLines();
    for (int i = 0; i < 5000; i++) {
      lines.add("z".repeat(600));
    }
    assertThat(lines.list()).hasSize(20).allMatch(line -> line.length() == 500);
  }
}
