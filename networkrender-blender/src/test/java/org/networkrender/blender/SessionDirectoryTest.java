package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.testkit.LockProbe;

/** Who is killed before Blender has started leaves a directory that no Blender removes. */
class SessionDirectoryTest {
  @TempDir Path temporary;

  private Path directory(String name) throws IOException {
    Path directory = Files.createDirectories(temporary.resolve(name).resolve("home"));
    Files.writeString(directory.resolve("a.py"), "pass");
    return temporary.resolve(name);
  }

  @Test
  void whatAnotherLeftIsRemovedByTheNext() throws Exception {
    Path left = directory("blender-1");
    Files.createFile(left.resolve("networkrender.lock"));

    SessionDirectory mine = SessionDirectory.create(temporary);

    assertThat(left).doesNotExist();
    assertThat(mine.root()).exists();
    mine.remove();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatAnotherLeftMeanwhileIsRemovedAtTheEnd() throws Exception {
    SessionDirectory mine = SessionDirectory.create(temporary);
    Files.createFile(directory("blender-1").resolve("networkrender.lock"));

    mine.remove();

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatOthersLeftIsRemovedByWhoNeedsNone() throws Exception {
    Files.createFile(directory("blender-1").resolve("networkrender.lock"));

    SessionDirectory.sweep(temporary);
    SessionDirectory.sweep(temporary.resolve("missing"));

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatCouldNotBeRemovedWholeIsRemovedByTheOneAfter() throws Exception {
    Path left = directory("blender-1");
    Path lock = Files.createFile(left.resolve("networkrender.lock"));

    SessionDirectory.removeAbandoned(left, directory -> isWrittenMeanwhile(lock));
    assertThat(left).exists();
    SessionDirectory.create(temporary).remove();

    assertThat(temporary).isEmptyDirectory();
  }

  /** Who is killed while it removes one leaves what the next one knows. */
  @Test
  void theLockIsRemovedLast() throws Exception {
    Path left = directory("blender-1");
    Path lock = Files.createFile(left.resolve("networkrender.lock"));
    Files.createDirectory(left.resolve("tmp"));

    assertThat(SessionDirectory.contents(left)).endsWith(lock, left).hasSize(5);
  }

  /** A Blender that is just starting writes a file into the directory that is being emptied. */
  private static boolean isWrittenMeanwhile(Path lock) {
    try {
      Files.delete(lock);
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsInUseStays() throws Exception {
    SessionDirectory first = SessionDirectory.create(temporary);
    SessionDirectory second = SessionDirectory.create(temporary);
    SessionDirectory.create(temporary).remove();

    assertThat(first.file("session.py")).exists();
    assertThat(second.file("session.py")).exists();
    assertThat(LockProbe.isFree(first.file("networkrender.lock"))).isFalse();
    first.remove();
    second.remove();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatIsNotOursStays() throws Exception {
    Path foreign = directory("blender-2");
    Path link = Files.createSymbolicLink(temporary.resolve("blender-3"), directory("other"));
    Files.createFile(temporary.resolve("other/networkrender.lock"));

    SessionDirectory.create(temporary).remove();

    assertThat(foreign.resolve("home/a.py")).exists();
    assertThat(link.resolve("home/a.py")).exists();
  }
}
