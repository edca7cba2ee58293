package org.networkrender.core.planning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.core.assets.FileIntake;
import org.networkrender.core.order.JobOrder;

/**
 * Where the content of a scene is: in its own file, or in a copy of a state that was not saved.
 *
 * @param scene the absolute path of the scene
 * @param file the file that holds it
 */
record SceneContent(Path scene, Path file) {
  static SceneContent of(JobOrder order) {
    return new SceneContent(order.scene().toAbsolutePath().normalize(), order.content());
  }

  private boolean isOwn() {
    return file.equals(scene);
  }

  /**
   * Checks the place of a scene that need not be there: relative paths start somewhere.
   *
   * @throws RenderException if it can be no file there
   */
  void checkPlace() throws RenderException {
    if (isOwn()) {
      return;
    }
    String advice = "Name the path at which the scene was, or would be, saved";
    if (Files.isDirectory(scene)) {
      throw RenderException.user(
          "The scene is said to be at " + scene + ", which is a directory", advice);
    }
    Path directory = scene.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw RenderException.user(
          "There is no directory " + directory + ", where the scene is said to be", advice);
    }
  }

  /**
   * Checks that a backend takes a scene from elsewhere.
   *
   * @throws RenderException if it does not: it would render what was saved
   */
  void checkTaken(RenderBackend backend) throws RenderException {
    if (!isOwn() && !backend.takesContent()) {
      throw RenderException.user(
          "The renderer " + backend.name() + " takes a scene only from the scene's own file",
          "Save the scene");
    }
  }

  /** Returns options of a job, and where the content is, as the backend of this machine is told. */
  Map<String, String> with(Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(options);
    if (!isOwn()) {
      all.put(RenderBackend.CONTENT, file.toString());
    }
    return all;
  }

  /** Returns the file in which the content of one of the scene's files is. */
  Path of(Path each) {
    return each.equals(scene) ? file : each;
  }

  /** Returns what takes the scene from there, and other files as ever. */
  FileIntake from(FileIntake intake) {
    return each -> intake.take(of(each));
  }
}
