package org.networkrender.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.core.assets.FileIntake;
import org.networkrender.core.assets.Lanes;
import org.networkrender.core.assets.UserFiles;

/** A file that cannot be taken is named, with what is wrong with it, before anything is sent. */
class SentFilesTest {
  @TempDir Path directory;

  private RenderException failure(Path file, boolean copied) throws Exception {
    Path scene = Files.writeString(directory.resolve("a.scene"), "scene");
    try (UserFiles files =
        new UserFiles(directory.resolve("cache"), InstantSource.system(), Runnable::run)) {
      FileIntake intake = copied ? files.copies(bytes -> {}) : files.inPlace();
      return failure(scene, file, intake);
    }
  }

  private static RenderException failure(Path scene, Path file, FileIntake intake) {
    RenderException failure =
        catchThrowableOfType(
            RenderException.class,
            () -> SentFiles.of(scene, List.of(file), intake, new Lanes(Runnable::run, 1)));
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(ErrorKind.USER);
    assertThat(failure.line()).contains(file.toString());
    return failure;
  }

  @Test
  void aFileThatVanishesIsNotThereAnyMore() throws Exception {
    for (boolean copied : new boolean[] {true, false}) {
      RenderException failure = failure(directory.resolve("gone.png"), copied);
      assertThat(failure.line()).contains("is not there any more");
      assertThat(failure.advice()).contains("Put it back");
    }
  }

  @Test
  void whatIsNoFileCannotBeRead() throws Exception {
    Path place = Files.createDirectory(directory.resolve("place.png"));
    for (boolean copied : new boolean[] {true, false}) {
      assertThat(failure(place, copied).line()).contains("cannot be read");
    }
    assertThat(directory.resolve("cache/copies-1/partial")).isEmptyDirectory();
  }

  @Test
  void aFileOfSomebodyElseCannotBeRead() throws Exception {
    Path scene = directory.resolve("a.scene");
    Path secret = Files.createFile(directory.resolve("secret.png"));
    RenderException failure =
        failure(
            scene,
            secret,
            file -> {
              if (file.equals(secret)) {
                throw new AccessDeniedException(file.toString());
              }
              return new FileIntake.Taken(Sha256.of(new byte[0]), 0, file);
            });
    assertThat(failure.line()).contains("cannot be read");
    assertThat(failure.advice()).contains("permissions");
  }
}
