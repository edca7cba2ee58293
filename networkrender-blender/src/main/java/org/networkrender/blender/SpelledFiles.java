package org.networkrender.blender;

import io.airlift.compress.MalformedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * Finds the files of a scene that another machine's Blender has looked into. That machine may ask
 * for anything, so a file counts only if the scene, or a library that counts, spells its name; and
 * a whole directory only if it lies below theirs.
 */
final class SpelledFiles {
  private static final int MOST_TOLD = 10;

  private final Path scene;
  private final Path content;
  private final Set<Path> spelling = new LinkedHashSet<>();

  /**
   * Creates a search.
   *
   * @param libraries those that the other machine was given with the scene
   */
  SpelledFiles(SceneContent content, Collection<Path> libraries) {
    this.content = content.file();
    this.scene = content.scene().toAbsolutePath().normalize();
    this.spelling.add(this.scene);
    libraries.stream().filter(SceneInspection::isLibrary).forEach(spelling::add);
  }

  /** A name that may mean a path, and how a file would spell it. */
  private record Claim(NamedFile named, Path path, Set<String> spellings) {}

  /** Returns the files that are there, and says what is not sent. */
  SceneFiles of(List<NamedFile> told) throws RenderException {
    if (told.size() > SceneFiles.MAX_FILES) {
      throw new RenderException(ErrorKind.WORKER, "it names more files than a scene can need", "");
    }
    Map<NamedFile, Set<Path>> places = new LinkedHashMap<>();
    told.forEach(each -> places.put(each, new LinkedHashSet<>()));
    for (Path file : spelling) {
      List<Claim> claims = claims(file, told);
      Set<String> wanted = new HashSet<>();
      claims.forEach(claim -> claim.spellings.forEach(text -> wanted.addAll(pieces(text))));
      Set<String> there = texts(file.equals(scene) ? content : file, wanted);
      for (Claim claim : claims) {
        if (claim.spellings.stream().anyMatch(text -> isSpelled(text, there))) {
          Objects.requireNonNull(places.get(claim.named)).add(claim.path);
        }
      }
    }
    return collect(places);
  }

  private SceneFiles collect(Map<NamedFile, Set<Path>> places) throws RenderException {
    SceneFiles.Search search = new SceneFiles.Search(scene);
    List<String> refused = new ArrayList<>();
    for (Map.Entry<NamedFile, Set<Path>> each : places.entrySet()) {
      NamedFile named = each.getKey();
      Set<Path> paths = each.getValue();
      if (paths.isEmpty()) {
        refused.add(named.texts().isEmpty() ? named.path() : named.texts().get(0));
      }
      boolean found = false;
      for (Path path : paths) {
        if (Files.isDirectory(path) && !isTheirs(path, named)) {
          search.warn(
              "the directory "
                  + path
                  + " is not sent, since it is not beside the scene and another machine asks for"
                  + " it");
          found = true;
        } else if (SceneFiles.Search.isThere(path, named.sequence())) {
          search.add(path, named);
          found = true;
        }
      }
      if (!found && !paths.isEmpty()) {
        search.add(paths.iterator().next(), named);
      }
    }
    refused.stream().limit(MOST_TOLD).forEach(text -> search.warn(refusal(text)));
    if (refused.size() > MOST_TOLD) {
      search.warn((refused.size() - MOST_TOLD) + " more files are asked for and not sent");
    }
    return search.end();
  }

  private static String refusal(String text) {
    return FailureTable.quote(text)
        + " is not sent: a worker asks for it, but the scene does not name it";
  }

  /** A directory below that of a scene, or that itself for the files of a cache alone. */
  private boolean isTheirs(Path directory, NamedFile named) {
    return spelling.stream()
        .anyMatch(
            file ->
                isBelow(directory, file)
                    || (directory.equals(file.getParent()) && !named.members().isEmpty()));
  }

  private static boolean isBelow(Path directory, Path file) {
    Path own = Objects.requireNonNull(file.getParent());
    return directory.startsWith(own) && !directory.equals(own);
  }

  private List<Claim> claims(Path file, List<NamedFile> told) {
    Path directory = Objects.requireNonNull(file.getParent());
    Path home = Objects.requireNonNull(scene.getParent());
    List<Claim> claims = new ArrayList<>();
    for (NamedFile named : told) {
      Set<Path> meant = new LinkedHashSet<>();
      for (String text : named.texts()) {
        resolve(text, directory).ifPresent(meant::add);
        // What a library brings is told relative to the scene.
        resolve(text, home).ifPresent(meant::add);
      }
      for (Path path : meant) {
        Set<String> spellings = new LinkedHashSet<>();
        for (String text : named.texts()) {
          if (resolve(text, directory).equals(Optional.of(path))) {
            spellings.add(text);
          }
        }
        relative(directory, path).ifPresent(spellings::add);
        spellings.add(path.toString());
        List.copyOf(spellings).forEach(text -> spellings.add(text.replace('/', '\\')));
        claims.add(new Claim(named, path, spellings));
      }
    }
    return claims;
  }

  private static Optional<Path> resolve(String text, Path directory) {
    String plain = text.replace('\\', '/');
    if (plain.startsWith("//")) {
      return SceneFiles.path(directory + "/" + plain.substring(2));
    }
    return SceneFiles.path(text).filter(path -> path.toString().equals(text) || text.contains("/"));
  }

  private static Optional<String> relative(Path directory, Path path) {
    if (!Objects.equals(directory.getRoot(), path.getRoot())) {
      return Optional.empty();
    }
    return Optional.of("//" + directory.relativize(path).toString().replace('\\', '/'));
  }

  /** A whole name stands in one place, or its directory in one and the rest in another. */
  private static boolean isSpelled(String text, Set<String> there) {
    List<String> pieces = pieces(text);
    return there.contains(text)
        || (pieces.size() == 4
            && there.contains(pieces.get(3))
            && (there.contains(pieces.get(1)) || there.contains(pieces.get(2))));
  }

  /** The whole; its directory with and without the separator; its last name. */
  private static List<String> pieces(String text) {
    int cut = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
    if (cut <= 1) {
      return List.of(text);
    }
    return List.of(
        text, text.substring(0, cut + 1), text.substring(0, cut), text.substring(cut + 1));
  }

  private static Set<String> texts(Path file, Set<String> wanted) throws RenderException {
    if (wanted.isEmpty()) {
      return Set.of();
    }
    try (InputStream content = BlenderHeader.open(file)) {
      return ZeroEndedTexts.in(content, wanted);
    } catch (IOException | MalformedInputException | IndexOutOfBoundsException e) {
      throw new RenderException(
          ErrorKind.USER,
          "Cannot read " + file + ": " + e.getMessage(),
          "Check that the file may be read and is whole",
          e);
    }
  }
}
