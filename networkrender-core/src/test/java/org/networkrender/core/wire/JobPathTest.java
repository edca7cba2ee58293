package org.networkrender.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;

class JobPathTest {
  private static final Sha256 CONTENT = Sha256.of(new byte[0]);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "/",
        "/etc/passwd",
        "../a",
        "a/../../b",
        "a/..",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "..\\a",
        "C:/a",
        "C:a",
        "\\\\host\\share",
        "a\u0000b",
        "a\nb",
        "con",
        "CON.blend",
        "a/nul/b",
        "aux.tar.gz",
        "com1",
        "COM5.txt",
        "com9",
        "lpt3",
        "LPT9.x",
        "con .txt",
        "con  ",
        "Nul.",
        "com0",
        "a/CONOUT$.x",
        "a\u007fb",
        "a\tb",
        "conin$",
        "a.",
        "a ",
        "a/b./c",
        "a*",
        "a?",
        "a|b",
        "a<b"
      })
  void whatCouldBeAnotherPlaceIsRefused(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> JobPath.check(path));
    assertThatIllegalArgumentException().isThrownBy(() -> JobPath.resolve(Path.of("job"), path));
    assertThatIllegalArgumentException().isThrownBy(() -> entry(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b/c.png",
        "console/common.png",
        "con\u3000.txt/com10/com/ con/xcon.con",
        "..a",
        "a..b",
        ".hidden",
        "größe 1/日本.exr"
      })
  void plainPathsAreTaken(String path) {
    assertThat(JobPath.check(path)).isEqualTo(path);
    assertThat(JobPath.resolve(Path.of("job"), path)).isEqualTo(Path.of("job/" + path));
  }

  @Test
  void longPathsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> JobPath.check("a".repeat(256)));
    assertThatIllegalArgumentException().isThrownBy(() -> JobPath.check("a/".repeat(600) + "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        " ",
        "a ",
        "a.",
        ". .",
        "con",
        "COM7.png",
        "con .x",
        "a:b",
        "a\\b",
        "\n",
        "ok"
      })
  void everyNameCanBeMadePlain(String name) {
    assertThat(JobPath.check(JobPath.plain(name))).isNotEmpty();
  }

  @Test
  void aManifestNamesEachPathOnceAndTheSceneAmongThem() {
    assertThat(manifest("a", entry("a"), entry("b")).files()).hasSize(2);
    assertThatIllegalArgumentException().isThrownBy(() -> manifest("a", entry("a"), entry("a")));
    assertThatIllegalArgumentException().isThrownBy(() -> manifest("a", entry("b")));
    assertThatIllegalArgumentException().isThrownBy(() -> manifest("a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobManifest.Entry("a", "/a", CONTENT, -1));
  }

  private static JobManifest manifest(String scene, JobManifest.Entry... files) {
    return new JobManifest(
        scene, List.of(files), List.of(new PictureName("#.png")), null, Map.of(), Map.of(), 0);
  }

  private static JobManifest.Entry entry(String path) {
    return new JobManifest.Entry(path, "/" + path, CONTENT, 0);
  }
}
