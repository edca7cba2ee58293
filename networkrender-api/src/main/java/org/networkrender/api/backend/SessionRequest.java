package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.PictureName;

/**
 * What a worker asks of a session.
 *
 * @param scene the scene file on this machine, in a directory of the job's own where the scene's
 *     relative paths hold
 * @param files the job's other files, by the absolute path that they had on the client's machine;
 *     for references that are not relative
 * @param pictures the files that one frame gives, in the order of the client's description: its
 *     pictures, then its further files. A further file has a name here that the client has made for
 *     the way, with the extension that it is to have
 * @param part the name of the file that a part of a frame gives, as the description said; empty
 *     when the backend renders no parts
 * @param properties what the client's {@code inspect} wrote into the description
 * @param options what the user chose for this job, by name; a backend ignores names it does not
 *     know
 * @param settings how to find and start the renderer here
 * @param baked what {@link RenderSession#bake} has made of the scene's simulations, on whichever
 *     machine; empty where the scene has none that are to be baked, or they are to be baked now
 */
public record SessionRequest(
    Path scene,
    Map<String, Path> files,
    List<PictureName> pictures,
    Optional<PictureName> part,
    Map<String, String> properties,
    Map<String, String> options,
    BackendSettings settings,
    Optional<Path> baked) {
  /** Copies the collections. */
  public SessionRequest {
    files = Map.copyOf(files);
    pictures = List.copyOf(pictures);
    properties = Map.copyOf(properties);
    options = Map.copyOf(options);
  }

  /** Asks for a session of a scene of which nothing is baked. */
  public SessionRequest(
      Path scene,
      Map<String, Path> files,
      List<PictureName> pictures,
      Optional<PictureName> part,
      Map<String, String> properties,
      Map<String, String> options,
      BackendSettings settings) {
    this(scene, files, pictures, part, properties, options, settings, Optional.empty());
  }

  /** Returns this request with what was baked of the scene. */
  public SessionRequest withBaked(Path file) {
    return new SessionRequest(
        scene, files, pictures, part, properties, options, settings, Optional.of(file));
  }

  /** Returns this request with another device, in the backend's own words. */
  public SessionRequest withDevice(String device) {
    return new SessionRequest(
        scene, files, pictures, part, properties, options, settings.withDevice(device), baked);
  }
}
