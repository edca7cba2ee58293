package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSinkTest {
  @TempDir Path directory;

  private ResultSink failing(String reason) throws IOException {
    ResultSink sink =
        new ResultSink(
            directory.resolve("0001.png"),
            bytes -> {},
            file -> {
              throw new FileSystemException(file.toString(), null, reason);
            });
    assertThatThrownBy(() -> sink.write(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
    return sink;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Too many open files", "Too many open files in system"})
  void aLackOfHandlesGoesByAndEndsNoJob(String reason) throws Exception {
    ResultSink sink = failing(reason);

    assertThatThrownBy(sink::throwOwn)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("too many files are open");
  }

  @Test
  void aFullDiskEndsTheJob() throws Exception {
    ResultSink sink = failing("No space left on device");

    assertThatThrownBy(sink::throwOwn)
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("No space left on device");
  }

  /** What somebody else has refused is no failure of this disk. */
  @Test
  void whatTheGuardRefusesIsTheWorkersFault() throws Exception {
    try (ResultSink sink =
        new ResultSink(
            directory.resolve("0001.png"),
            bytes -> {
              throw new IOException("too large");
            })) {
      assertThatThrownBy(() -> sink.write(ByteBuffer.allocate(1))).hasMessage("too large");
      sink.throwOwn();
    }
  }
}
