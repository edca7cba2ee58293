package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("beside-others")
class DiskWordsTest {
  private static final String PLACE = "/var/cache/networkrender/worker-1/jobs/1/0001.png";

  @Test
  void whatIsWrongIsToldAndNotWhere() {
    assertThat(DiskWords.of(new FileSystemException(PLACE, null, "No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(DiskWords.of(new NoSuchFileException(PLACE)))
        .isEqualTo("a file is not there any more");
    assertThat(DiskWords.of(new AccessDeniedException(PLACE))).isEqualTo("access is denied");
    assertThat(DiskWords.of(new FileAlreadyExistsException(PLACE)))
        .isEqualTo("its disk does not take it");
    assertThat(DiskWords.of(new IOException("the link has ended"))).isEqualTo("the link has ended");
  }
}
