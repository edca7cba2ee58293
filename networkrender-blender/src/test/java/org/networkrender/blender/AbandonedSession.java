package org.networkrender.blender;

import java.nio.file.Path;
import java.util.Map;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** A program that renders without end and tells when it is at work; made to be killed. */
final class AbandonedSession {
  private AbandonedSession() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    BlenderBackend backend = new BlenderBackend();
    SceneDescription scene =
        backend.inspect(Path.of(arguments[0]), Scenes.settings(directory), Map.of());
    try (RenderSession session = backend.open(Scenes.request(scene, directory, Map.of()))) {
      session.render(
          RenderRequest.wholeFrame(1, directory),
          (fraction, note) -> {
            if (note.startsWith("Sample")) {
              System.out.println("rendering");
              System.out.flush();
            }
          });
    }
  }
}
