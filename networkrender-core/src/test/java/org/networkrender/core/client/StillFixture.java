package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.networkrender.core.order.JobOrder;

/** What tests of one frame in parts share. */
abstract class StillFixture extends FarmFixture {
  JobOrder still(String splitter, Map<String, String> options) throws IOException {
    return JobOrder.still(scene("1-9"), output()).withSplitter(splitter, options).withRules(RULES);
  }

  JobOrder tiles() throws IOException {
    return still("tiles", Map.of("tiles", "3x2"));
  }

  Path picture() {
    return output().resolve("0001.png");
  }

  void assertOnlyThePictureIsThere() throws IOException {
    assertThat(pictures()).containsExactly("0001.png");
    assertThat(keptParts()).isEmpty();
    assertThat(FakePictures.shows(picture(), 1)).isTrue();
  }
}
