package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be told of a bake without Blender. */
@Tag("system-only")
class BakedFileTest {
  @TempDir Path directory;

  private Path archive(int method, String... names) throws Exception {
    Path file = directory.resolve("baked.bin");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        byte[] content = ("what is in " + name).getBytes(StandardCharsets.UTF_8);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setCrc(sum.getValue());
        entry.setSize(content.length);
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return file;
  }

  @Test
  void aWholeOneHasATableAndFilesOfFrames() throws Exception {
    Path file = archive(ZipEntry.STORED, "bake.json", "0000/000001_00.bphys");
    assertThat(BakedFile.fault(file)).isEmpty();
  }

  @Test
  void othersAreNone() throws Exception {
    assertThat(BakedFile.fault(archive(ZipEntry.STORED, "0000/000001_00.bphys")))
        .contains("it has no table");
    assertThat(BakedFile.fault(archive(ZipEntry.DEFLATED, "bake.json")))
        .contains("it has a member that no bake has");
    assertThat(BakedFile.fault(archive(ZipEntry.STORED, "bake.json", "../bake.json")))
        .contains("it has a member that no bake has");
    assertThat(BakedFile.fault(Files.writeString(directory.resolve("text"), "garbage")))
        .get()
        .asString()
        .startsWith("it is not whole");
  }

  @Test
  void eachDamagedByteIsNoticed() throws Exception {
    Path file = archive(ZipEntry.STORED, "bake.json", "0000/000001_00.bphys");
    byte[] whole = Files.readAllBytes(file);
    int inside = new String(whole, StandardCharsets.ISO_8859_1).indexOf("what is in 0000");
    whole[inside] ^= 1;
    assertThat(BakedFile.fault(Files.write(file, whole))).isPresent();
    assertThat(BakedFile.fault(Files.write(file, Arrays.copyOf(whole, whole.length / 2))))
        .isPresent();
  }
}
