package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot save '/home/ada/job/0001.jp2' | cannot save",
        "Cannot  save C:\\jobs\\0001.jp2: | cannot save",
        "Blender ended with 11 (after 2.5 s) | blender ended with after s",
        "out of memory on attic | out of memory on",
        "out of memory on ATTIC. | out of memory on",
        "192.168.1.7:8080 says no | says no",
        "139 | ''",
        "-- !! | ''",
      })
  void whatDiffersFromMachineToMachineIsLeftOut(String cause, String words) {
    assertThat(FailureWords.of(cause, "attic", "")).isEqualTo(words);
  }

  @Test
  void otherWordsStayOthers() {
    assertThat(FailureWords.of("no camera in frame 3"))
        .isNotEqualTo(FailureWords.of("no light in frame 3"));
  }
}
