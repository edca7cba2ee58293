package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;

/** Who is at fault when a session's script fails, by what it says. */
class ScriptFailureTest {
  private static RenderException judged(String type, String message) {
    return ScriptFailure.of(
        new SessionProtocol.Failed(type, message, "denoised_frame.py:40"),
        new FrameWatch(ProgressListener.NONE),
        "4.5.1",
        "4.5.1");
  }

  /** NumPy has an error of its own for it. */
  @ParameterizedTest
  @CsvSource({
    "MemoryError,''",
    "_ArrayMemoryError,'Unable to allocate 2.25 GiB for an array with shape (16384, 9216, 4)'",
  })
  void aMachineWithoutMemoryIsNoFaultOfTheScript(String type, String message) {
    RenderException judged = judged(type, message);
    assertThat(judged.kind()).isEqualTo(ErrorKind.RESOURCE);
    assertThat(judged)
        .hasMessage(
            message.isEmpty()
                ? "Blender ran out of memory"
                : "Blender ran out of memory (Blender says: " + message + ")");
    assertThat(judged.advice()).contains("Free memory");
  }

  @Test
  void whatNobodyKnowsIsReported() {
    RenderException judged = judged("ValueError", "something");
    assertThat(judged.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(judged).hasMessage("Blender's script failed at denoised_frame.py:40: something");
  }

  /** As Python prints it where a script ends by it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MemoryError",
        "MemoryError: cannot allocate",
        "numpy.core._exceptions.MemoryError: Unable to allocate 2.25 GiB",
        "numpy._core._exceptions._ArrayMemoryError: Unable to allocate 2.25 GiB",
      })
  void whatPythonPrintsOfItMeansTheSame(String line) {
    Optional<RenderException> judged = FailureTable.ofLine(line);
    assertThat(judged.map(RenderException::kind)).contains(ErrorKind.RESOURCE);
  }

  @Test
  void aNameThatContainsItMeansNothing() {
    assertThat(FailureTable.ofLine("Saved: '/renders/MemoryError/0001.png'")).isEmpty();
    assertThat(FailureTable.ofLine("MemoryErrors of 1999.blend")).isEmpty();
  }
}
