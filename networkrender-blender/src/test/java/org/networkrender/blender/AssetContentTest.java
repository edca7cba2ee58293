package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetContentTest {
  @TempDir Path directory;

  private Path file(byte[] content) throws Exception {
    return Files.write(directory.resolve("wood.png"), content);
  }

  private Path file(String text) throws Exception {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void picturesAreKnown() throws Exception {
    for (String kind : new String[] {"png", "jpg", "gif", "tiff"}) {
      Path file = directory.resolve("picture");
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), kind, file.toFile());
      assertThat(AssetContent.kindOf(file)).as(kind).contains("picture");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE",
        "root:x:0:0:root:/root:/bin/bash\n",
        "{\"password\": \"shader\"}",
        "#!/bin/sh\nshader of nothing",
        "true\nfalse\n",
        "%PDF-1.7\n",
        "PK\u0003\u0004"
      })
  void otherFilesAreNoneWhateverTheirNames(String text) throws Exception {
    assertThat(AssetContent.kindOf(file(text))).isEmpty();
  }

  @Test
  void textsThatBlenderReadsAreKnownByTheirForm() throws Exception {
    assertThat(
            AssetContent.kindOf(
                file(
                    "// mine\n#include \"x.h\"\n/* a */\nshader wood(float a = 1, output color c = 0)")))
        .contains("shader");
    assertThat(AssetContent.kindOf(file("IESNA:LM-63-2002\n"))).contains("light");
    assertThat(AssetContent.kindOf(file("old lamp\r\nTILT=NONE\r\n1 1000"))).contains("light");
    assertThat(AssetContent.kindOf(file("TITLE \"x\"\nLUT_3D_SIZE 17\n")))
        .contains("table of colours");
  }

  @Test
  void modelsAreKnownByWhatAllTheirLinesAre() throws Exception {
    assertThat(AssetContent.kindOf(file("# made\no plane\nv 0 1e-3 -2.5\r\nf 1/1 2 3\nvn 0 ")))
        .contains("geometry");
    assertThat(AssetContent.kindOf(file("solid m\n  facet normal 0 0 1\nouter loop")))
        .contains("geometry");
    ByteBuffer triangles = ByteBuffer.allocate(84 + 50 * 3).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(AssetContent.kindOf(file(triangles.putInt(80, 3).array()))).contains("geometry");
    assertThat(AssetContent.kindOf(file(triangles.putInt(80, 4).array()))).isEmpty();
    for (String text :
        new String[] {
          "v is the first letter\n", "v 1 2 3\npassword\nf 1 2 3\n", "o mine\n", "\n".repeat(4096)
        }) {
      assertThat(AssetContent.kindOf(file(text))).as(text).isEmpty();
    }
    assertThat(AssetContent.kindOf(file("v 1 2 3\n" + "\n".repeat(4000)))).contains("geometry");
  }

  @Test
  void aPointCacheHasTheSizeThatItsHeadTells() throws Exception {
    ByteBuffer cache = ByteBuffer.allocate(8 + 4 * 2 + 12 * 2 * 3).putInt(2).putInt(3);
    assertThat(AssetContent.kindOf(file(cache.array()))).contains("cache");
    assertThat(AssetContent.kindOf(file(ByteBuffer.allocate(80).putInt(2).putInt(3).array())))
        .isEmpty();
  }

  @Test
  void whatOnlyLooksLikeAShaderIsToldSoon() throws Exception {
    Path file = file("/**/".repeat(1000) + "shade");
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(AssetContent.kindOf(file)).isEmpty());
  }
}
