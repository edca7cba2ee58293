package org.networkrender.core.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.Sha256;

class SharedContentsTest {
  @TempDir Path directory;
  private final SharedContents shared = new SharedContents();

  @Test
  void oneOfTwoFilesOfAContentIsEnough() throws Exception {
    Path one = Files.writeString(directory.resolve("one"), "same");
    Path two = Files.writeString(directory.resolve("two"), "same");
    Sha256 content = Sha256.of(one);
    shared.share(content, one);
    shared.share(content, two);
    shared.unshare(content, one);
    Files.delete(one);

    assertOpens(content);
    shared.unshare(content, two);
    assertClosed(content);
  }

  @Test
  void aFileThatWasRemovedJustNowHidesNoOtherOfTheSameContent() throws Exception {
    Path one = Files.writeString(directory.resolve("one"), "same");
    Path two = Files.writeString(directory.resolve("two"), "same");
    Sha256 content = Sha256.of(one);
    shared.share(content, one);
    shared.share(content, two);
    Files.delete(one);

    assertOpens(content);
  }

  @Test
  void aFileThatTwoJobsShareIsThereUntilBothHaveEnded() throws Exception {
    Path file = Files.writeString(directory.resolve("scene"), "scene");
    Sha256 content = Sha256.of(file);
    shared.share(content, file);
    shared.share(content, file);

    shared.unshare(content, file);
    assertOpens(content);
    shared.unshare(content, file);
    assertClosed(content);
  }

  private void assertOpens(Sha256 content) throws Exception {
    try (SeekableByteChannel channel = shared.open(content)) {
      assertThat(channel.size()).isPositive();
    }
  }

  private void assertClosed(Sha256 content) {
    assertThatThrownBy(() -> shared.open(content)).isInstanceOf(NoSuchFileException.class);
  }
}
