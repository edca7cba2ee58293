package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept of what Blender says while it opens a scene. */
class LoadLogTest {
  private final LoadLog log = new LoadLog();

  @Test
  void whatIsLackingIsNotHiddenByWarnings() {
    for (int i = 0; i < 1000; i++) {
      log.add("Warning: the bone " + i + " has no parent");
    }
    log.add("Engine 'OCTANE' not available for scene 'Scene' (an add-on may need to be installed)");

    assertThat(LoadLog.lacks(log.list())).singleElement().asString().contains("OCTANE");
  }

  @Test
  void manyWarningsAreCounted() {
    for (int i = 0; i < 1000; i++) {
      log.add("Warning: the bone " + i + " has no parent");
    }

    assertThat(log.list()).hasSizeLessThan(1000);
    assertThat(LoadLog.warnings(log.list())).last().asString().contains("more such lines");
  }
}
