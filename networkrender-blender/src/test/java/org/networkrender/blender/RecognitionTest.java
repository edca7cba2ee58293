package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes are recognised by name and first bytes, compressed ones too. */
class RecognitionTest {
  @TempDir Path directory;

  private Path file(String name, byte[] content) throws Exception {
    return Files.write(directory.resolve(name), content);
  }

  /** Packs a text as Blender packs a file. */
  static byte[] zstd(String text) {
    byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
    ZstdCompressor compressor = new ZstdCompressor();
    byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
    int length = compressor.compress(plain, 0, plain.length, packed, 0, packed.length);
    return Arrays.copyOf(packed, length);
  }

  private static boolean recognised(Path file) {
    return new BlenderBackend().recognises(file);
  }

  @Test
  void byNameAndContent() throws Exception {
    byte[] plain = "BLENDER-v304REND".getBytes(StandardCharsets.US_ASCII);
    byte[] zstd = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0};
    assertThat(recognised(file("a.blend", plain))).isTrue();
    assertThat(recognised(file("copy.blend1", plain))).isTrue();
    assertThat(recognised(file("a.BLEND", zstd))).isTrue();
    assertThat(recognised(file("archive.zst", zstd))).isFalse();
    assertThat(recognised(file("a.txt", "Dear Sir".getBytes(StandardCharsets.UTF_8)))).isFalse();
  }

  @Test
  void theVersionIsReadFromEveryHeaderThatJavaCanRead() throws Exception {
    Path gzip = directory.resolve("old.blend");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write("BLENDER-v279RENDxxxxxxxx".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(BlenderHeader.read(gzip).version()).contains(new BlenderVersion(2, 79));
    Path five = file("five.blend", "BLENDER17-01v0500".getBytes(StandardCharsets.US_ASCII));
    assertThat(BlenderHeader.read(five).version()).contains(new BlenderVersion(5, 0));
    Path packed = file("packed.blend", zstd("BLENDER17-01v0502" + "REND".repeat(100_000)));
    assertThat(BlenderHeader.read(packed).kind()).isEqualTo(BlenderHeader.Kind.ZSTD);
    assertThat(BlenderHeader.read(packed).version()).contains(new BlenderVersion(5, 2));
    byte[] bytes = Files.readAllBytes(packed);
    for (int length : new int[] {4, 5, 10, 20, bytes.length / 2}) {
      Path cut = file("cut.blend", Arrays.copyOf(bytes, length));
      assertThat(BlenderHeader.read(cut).kind()).isEqualTo(BlenderHeader.Kind.ZSTD);
    }
    Path odd = file("odd.blend", "BLENDER?????".getBytes(StandardCharsets.US_ASCII));
    assertThat(BlenderHeader.read(odd).version()).isEmpty();
    Path half = file("half.blend", new byte[] {0x1F, (byte) 0x8B, 8});
    assertThat(BlenderHeader.read(half).version()).isEmpty();
  }
}
