package org.networkrender.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;

/** Lists of files come back as they were, and nothing else is believed. */
class ManifestCodecTest {
  private static final Sha256 CONTENT = Sha256.of(new byte[] {1, 2, 3});

  @Test
  void aManifestComesBackAsItWas() {
    JobManifest manifest =
        new JobManifest(
            "a/scene.blend",
            List.of(
                new JobManifest.Entry("a/scene.blend", "/home/a/scene.blend", CONTENT, 3),
                new JobManifest.Entry("t.png", "C:\\t.png", CONTENT, 3)),
            List.of(new PictureName("####.png")),
            new PictureName("part_####.exr"),
            Map.of("key", "value"),
            Map.of(),
            90_000);
    assertThat(MessageCodec.decodeManifest(MessageCodec.encode(manifest))).isEqualTo(manifest);
    assertThat(manifest.contents()).as("one content counts once").hasSize(1);
  }

  @Test
  void soDoesOneOfASceneThatIsNotRenderedInParts() {
    JobManifest manifest =
        new JobManifest(
            "a",
            List.of(new JobManifest.Entry("a", "/a", CONTENT, 3)),
            List.of(new PictureName("####.png")),
            null,
            Map.of(),
            Map.of(),
            0);
    assertThat(MessageCodec.decodeManifest(MessageCodec.encode(manifest))).isEqualTo(manifest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "[]", "{\"scene\":\"a\"}", "{\"scene\":\"a\",\"files\":[]"})
  void whatIsNoManifestIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MessageCodec.decodeManifest(text));
  }

  /** On another machine the second file would take the place of the first one. */
  @ParameterizedTest
  @CsvSource({"Tex/T.png, tex/t.png", "\u00e9.png, e\u0301.png", "t.png, t.png"})
  void aManifestOfNamesThatSomeMachineTakesForOneIsRefused(String one, String other) {
    List<JobManifest.Entry> files =
        List.of(
            new JobManifest.Entry(one, "/one", CONTENT, 3),
            new JobManifest.Entry(other, "/other", CONTENT, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> manifest(one, files));
  }

  @Test
  void aManifestThatLiesAboutASizeIsRefused() {
    List<JobManifest.Entry> files =
        List.of(
            new JobManifest.Entry("a", "/a", CONTENT, 3),
            new JobManifest.Entry("b", "/b", CONTENT, Long.MAX_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> manifest("a", files));
  }

  private static JobManifest manifest(String scene, List<JobManifest.Entry> files) {
    return new JobManifest(
        scene, files, List.of(new PictureName("####.png")), null, Map.of(), Map.of(), 0);
  }
}
