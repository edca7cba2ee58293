package org.networkrender.core.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.core.assets.Trees;

class PlacedFileTest {
  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("incoming"), text);
  }

  @Test
  void itsDirectoryIsMadeAndWhatIsThereIsReplaced() throws IOException {
    Path place = directory.resolve("a/b/0001.exr");
    PlacedFile.move(file("first"), place);
    PlacedFile.move(file("second"), place);

    assertThat(place).hasContent("second");
    assertThat(place.getParent()).isDirectoryContaining(each -> each.equals(place));
    assertThat(directory.resolve("incoming")).doesNotExist();
  }

  @Test
  void onAnotherFileSystemNothingButTheFileIsLeft() throws IOException {
    Path there = onAnotherFileSystem();
    try {
      PlacedFile.move(file("a pass"), there.resolve("passes/0001.exr"));

      assertThat(there.resolve("passes/0001.exr")).hasContent("a pass");
      assertThat(there.resolve("passes").toFile().list()).containsExactly("0001.exr");
      assertThat(directory.resolve("incoming")).doesNotExist();
    } finally {
      Trees.remove(there);
    }
  }

  @Test
  void onAnotherFileSystemNothingIsLeftOfWhatHasNoPlace() throws IOException {
    Path there = onAnotherFileSystem();
    try {
      Files.createDirectories(there.resolve("0001.exr/full"));
      Path file = file("a pass");

      assertThatThrownBy(() -> PlacedFile.move(file, there.resolve("0001.exr")))
          .isInstanceOf(IOException.class);
      assertThat(there.toFile().list()).containsExactly("0001.exr");
      assertThat(file).exists();
    } finally {
      Trees.remove(there);
    }
  }

  private Path onAnotherFileSystem() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeThat(memory).as("a second file system").isDirectory();
    assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(directory));
    return Files.createTempDirectory(memory, "placed");
  }

  @Test
  void aFileInTheWayIsTold() throws IOException {
    Files.writeString(directory.resolve("passes"), "a file");
    Path file = file("a pass");

    assertThatThrownBy(() -> PlacedFile.move(file, directory.resolve("passes/0001.exr")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("0001.exr: there is a file where its directory should be");
    assertThat(file).exists();
  }
}
