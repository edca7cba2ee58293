package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.RenderException;
import org.networkrender.core.output.OutputDirectory;

/** A link in the place of what is ours leads to files that are not ours. */
@DisabledOnOs(OS.WINDOWS)
class LinkedOutputTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".networkrender",
        ".networkrender/incoming",
        ".networkrender/parts",
        ".networkrender/bakes"
      })
  void nothingIsRemovedWhereALinkLeads(String place) throws Exception {
    Path output = directory.resolve("out");
    Path mine = directory.resolve("mine");
    for (String name : new String[] {"incoming", "parts"}) {
      Files.writeString(Files.createDirectories(mine.resolve(name)).resolve("letter"), "Dear");
    }
    Files.writeString(mine.resolve("letter"), "Dear");
    Path link = output.resolve(place);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, mine);

    assertThatThrownBy(() -> OutputDirectory.open(output))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.line()).contains("is a link"));

    assertThat(mine.resolve("letter")).exists();
    assertThat(mine.resolve("incoming/letter")).exists();
    assertThat(mine.resolve("parts/letter")).exists();
  }

  /** A file that is there and one that would be made. */
  @ParameterizedTest
  @CsvSource({
    "frames.mv, true",
    "frames.mv, false",
    "pictures.txt, true",
    "pictures.txt, false",
    "pictures.txt.new, true",
    "pictures.txt.new, false"
  })
  void nothingIsWrittenWhereALinkLeads(String name, boolean there) throws Exception {
    Path output = directory.resolve("out");
    Path mine = directory.resolve("mine");
    if (there) {
      Files.writeString(mine, "Dear");
    }
    Path link = output.resolve(".networkrender").resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, mine);

    assertThatThrownBy(() -> OutputDirectory.open(output))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.line()).contains(name + " in it is a link"));

    assertThat(link).isSymbolicLink();
    if (there) {
      assertThat(mine).hasContent("Dear");
    } else {
      assertThat(mine).doesNotExist();
    }
  }
}
