package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;

/**
 * What is in a scene.
 *
 * @param scene the scene file
 * @param rendererVersion the version of the renderer that saved the scene; may be empty
 * @param engine the render engine that the scene asks for; may be empty
 * @param frames the frames that the scene itself asks for
 * @param current the frame that a still shows when no frame is chosen
 * @param size the size of each picture
 * @param pictures the files that one frame gives, one or more: a stereo scene may give two
 * @param files absolute paths of the files that the scene needs beside itself, each once
 * @param missing files that the scene names and that are not there, as the scene names them
 * @param warnings what a person should know before the job starts, one line each
 * @param parts how a frame is rendered in parts, or empty when the backend cannot do that
 * @param properties what the backend wants to find again in {@link SessionRequest#properties}
 * @param lacks what the scene wants beside files and does not get here, one line each: an engine, a
 *     type of node, a colour space; without it pictures are other ones than its author's
 * @param facts what else a person may want to know of the scene, by short names such as {@code
 *     samples}, in the order in which it is shown; no program depends on it
 */
public record SceneDescription(
    Path scene,
    String rendererVersion,
    String engine,
    FrameSet frames,
    int current,
    PixelSize size,
    List<PictureName> pictures,
    List<Path> files,
    List<String> missing,
    List<String> warnings,
    Optional<PartFormat> parts,
    Map<String, String> properties,
    List<String> lacks,
    Map<String, String> facts) {
  /** Copies the collections and checks that a frame gives a picture. */
  public SceneDescription {
    pictures = List.copyOf(pictures);
    files = List.copyOf(files);
    missing = List.copyOf(missing);
    warnings = List.copyOf(warnings);
    properties = Map.copyOf(properties);
    lacks = List.copyOf(lacks);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("a frame gives no picture");
    }
  }

  /** Describes a scene that gets all that it wants beside files, and of which no more is told. */
  public SceneDescription(
      Path scene,
      String rendererVersion,
      String engine,
      FrameSet frames,
      int current,
      PixelSize size,
      List<PictureName> pictures,
      List<Path> files,
      List<String> missing,
      List<String> warnings,
      Optional<PartFormat> parts,
      Map<String, String> properties) {
    this(
        scene,
        rendererVersion,
        engine,
        frames,
        current,
        size,
        pictures,
        files,
        missing,
        warnings,
        parts,
        properties,
        List.of(),
        Map.of());
  }
}
