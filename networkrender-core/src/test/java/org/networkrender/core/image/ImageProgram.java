package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs oiiotool and idiff of OpenImageIO, which know OpenEXR without us. */
final class ImageProgram {
  private ImageProgram() {}

  /** Runs a program; that it is missing or fails is a failure of the test. */
  static void run(Object... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s says %s", words, output).isZero();
  }

  /** Fails if any value of any channel of any picture in two files differs. */
  static void assertEqual(Path one, Path other) throws IOException, InterruptedException {
    run("idiff", "-a", "-fail", "0", "-warn", "0", one, other);
  }
}
