package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** Files that others wrote, and OpenImageIO as the judge of what was joined from them. */
@Tag("beside-others")
class RasterFilesTest {
  private static final PixelSize SIZE = new PixelSize(37, 23);

  @TempDir Path directory;

  /** Written by Blender 3.4.1 and POV-Ray 3.7.0.10, 37x23 pixels each. */
  static Stream<String> files() {
    return Stream.of(
        "blender_png_bw8.png",
        "blender_png_rgb8.png",
        "blender_png_rgba16.png",
        "blender_tiff_bw8.tif",
        "blender_tiff_rgb8.tif",
        "blender_tiff_rgb16.tif",
        "blender_tiff_rgba8.tif",
        "blender_tiff_rgba16.tif",
        "povray_rgb16.png",
        "povray_rgba8.png");
  }

  @ParameterizedTest
  @MethodSource("files")
  void twoOfARenderersFilesAreJoinedSideBySide(String name) throws Exception {
    Path file = copy(name);
    assertJoined(List.of(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "zip", "lzw", "packbits"})
  void tiffFilesOfOpenImageIoAreJoined(String compression) throws Exception {
    assertJoined(noise(".tif", List.of("uint8", "uint16"), List.of("--compression", compression)));
  }

  @Test
  void pngFilesOfOpenImageIoAreJoined() throws Exception {
    assertJoined(noise(".png", List.of("uint8", "uint16"), List.of()));
  }

  /** Makes a picture of each kind and each number of channels, all by one oiiotool. */
  private List<Path> noise(String extension, List<String> kinds, List<String> options)
      throws Exception {
    List<Path> files = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (String bits : kinds) {
      for (int channels = 1; channels <= 4; channels++) {
        Path file = directory.resolve(bits + channels + extension);
        files.add(file);
        arguments.addAll(
            List.of("--pattern", "noise", "37x23", Integer.toString(channels), "-d", bits));
        arguments.addAll(options);
        arguments.addAll(List.of("-o", file.toString()));
      }
    }
    oiiotool(arguments.toArray(String[]::new));
    return files;
  }

  @Test
  void whatAFileSaysOfItsColoursAndResolutionIsKept() throws Exception {
    assertThat(oiiotool("--info", "-v", joinTwice(copy("povray_rgb16.png")).toString()))
        .contains("74 x   23, 3 channel, uint16")
        // Its newer versions call the same colours srgb_rec709_scene.
        .containsIgnoringCase("srgb");
    assertThat(oiiotool("--info", "-v", joinTwice(copy("blender_tiff_rgba16.tif")).toString()))
        .contains("74 x   23, 4 channel, uint16", "XResolution: 72", "ResolutionUnit: \"in\"");
    assertThat(oiiotool("--info", "-v", joinTwice(copy("blender_png_rgba16.png")).toString()))
        // The file says 72.009, of which newer versions of oiiotool tell 72.
        .contains("74 x   23, 4 channel, uint16", "XResolution: 72");
  }

  private Path copy(String name) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream in = getClass().getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    return file;
  }

  private static List<PixelRegion> halves() {
    return List.of(
        new PixelRegion(0, 0, SIZE.width(), SIZE.height()),
        new PixelRegion(SIZE.width(), 0, SIZE.width(), SIZE.height()));
  }

  private Path joinTwice(Path file) throws Exception {
    Path target = directory.resolve("joined-" + file.getFileName());
    RasterJoin.join(
        new JoinRequest(
            new PixelSize(2 * SIZE.width(), SIZE.height()),
            halves().stream().map(half -> new JoinRequest.Part(file, half, half, 0, 1)).toList(),
            List.of(),
            target));
    return target;
  }

  /** A picture of each file twice, side by side, is that; all are compared by one oiiotool. */
  private void assertJoined(List<Path> files) throws Exception {
    List<String> arguments = new ArrayList<>();
    for (Path file : files) {
      String name = file.toString();
      arguments.addAll(
          List.of(
              joinTwice(file).toString(), name, name, "--mosaic", "2x1", "--fail", "0", "--diff"));
    }
    assertThat(oiiotool(arguments.toArray(String[]::new)).lines())
        .filteredOn("PASS"::equals)
        .hasSameSizeAs(files);
  }

  private static String oiiotool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("oiiotool"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    return said;
  }
}
