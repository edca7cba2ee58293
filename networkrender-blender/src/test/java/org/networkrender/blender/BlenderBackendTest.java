package org.networkrender.blender;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.testkit.RenderBackendContract;

/** The contract of all backends, with the real Blender. */
class BlenderBackendTest extends RenderBackendContract {
  @TempDir static Path made;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made, Scenes.TINY + "save('tiny.blend')\n" + Scenes.ENDLESS + "save('slow.blend')\n");
  }

  @Override
  protected RenderBackend backend() {
    return new BlenderBackend();
  }

  @Override
  protected Path scene(Path directory) throws Exception {
    return Files.copy(made.resolve("tiny.blend"), directory.resolve("tiny.blend"));
  }

  @Override
  protected Path slowScene(Path directory) throws Exception {
    return Files.copy(made.resolve("slow.blend"), directory.resolve("slow.blend"));
  }

  @Override
  protected Path brokenScene(Path directory) throws Exception {
    byte[] whole = Files.readAllBytes(made.resolve("tiny.blend"));
    return Files.write(directory.resolve("broken.blend"), Arrays.copyOf(whole, whole.length / 2));
  }
}
