package org.networkrender.api.backend;

import java.util.Objects;

/**
 * What a line about a scene is about, so that a program can lead a person there. Each part may be
 * empty, where there is none or nobody knows.
 *
 * @param collection the collection of the thing in the scene, in the words of the renderer, for
 *     example {@code images}
 * @param name the name of the thing in it
 * @param library the file that the thing is linked from, as the scene spells it; empty for the
 *     scene itself
 * @param file the absolute path of a file or directory, which need not be there
 */
public record SceneSubject(String collection, String name, String library, String file) {
  /** Checks that all is there. */
  public SceneSubject {
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(library, "library");
    Objects.requireNonNull(file, "file");
  }

  /** Returns the subject of a line that is about nothing that a program could lead to. */
  public static SceneSubject none() {
    return new SceneSubject("", "", "", "");
  }

  /** Returns the same subject with a file. */
  public SceneSubject at(String place) {
    return new SceneSubject(collection, name, library, place);
  }

  /** Returns whether nothing is known of it. */
  public boolean isEmpty() {
    return equals(none());
  }
}
