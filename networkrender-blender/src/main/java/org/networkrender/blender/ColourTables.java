package org.networkrender.blender;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.networkrender.api.RenderException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The tables that a colour configuration names: {@code src} of its file transforms, looked for in
 * the directories of its {@code search_path}, as OpenColorIO does. A name with a variable in it may
 * mean any file there, so all of them count.
 *
 * @param files those that were found, absolute, each once
 * @param missing names of those that were not
 */
record ColourTables(Set<Path> files, List<String> missing) {
  private static final String FILE_TRANSFORM = "FileTransform";
  private static final int MAX_CHARACTERS = 64 << 20;

  /**
   * Reads a configuration.
   *
   * @throws IOException if it cannot be read, or is no YAML
   * @throws RenderException if it names a file by an absolute path, which no other machine has
   */
  static ColourTables read(Path file) throws IOException, RenderException {
    Set<String> sources = new LinkedHashSet<>();
    List<String> places = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      LoadSettings settings =
          LoadSettings.builder()
              .setCodePointLimit(MAX_CHARACTERS)
              .setAllowDuplicateKeys(true)
              .build();
      Node root =
          new Composer(settings, new ParserImpl(settings, new StreamReader(settings, reader)))
              .getSingleNode()
              .orElseThrow(() -> new IOException("it is empty"));
      collect(root, sources);
      places.addAll(searchPath(root));
    } catch (YamlEngineException e) {
      throw new IOException(FailureTable.quote(String.valueOf(e.getMessage())), e);
    }
    if (places.isEmpty()) {
      places.add(".");
    }
    try {
      return find(file, sources, places);
    } catch (InvalidPathException e) {
      throw new IOException("it names " + FailureTable.quote(e.getInput()), e);
    }
  }

  private static ColourTables find(Path file, Set<String> sources, List<String> places)
      throws IOException, RenderException {
    Set<Path> files = new LinkedHashSet<>();
    List<String> missing = new ArrayList<>();
    boolean variable = sources.stream().anyMatch(ColourTables::isVariable);
    List<Path> directories = new ArrayList<>();
    for (String place : places) {
      if (isVariable(place)) {
        throw absolute(file, place, "with a variable");
      }
      Path directory = file.resolveSibling(place).normalize();
      if (Path.of(place).isAbsolute()) {
        throw absolute(file, place, "by an absolute path");
      }
      directories.add(directory);
      if (variable && Files.isDirectory(directory)) {
        try (Stream<Path> all = Files.walk(directory)) {
          all.filter(Files::isRegularFile).limit(SceneFiles.MAX_FILES).forEach(files::add);
        }
      }
    }
    for (String source : sources) {
      if (isVariable(source)) {
        continue;
      }
      if (Path.of(source).isAbsolute()) {
        throw absolute(file, source, "by an absolute path");
      }
      directories.stream()
          .map(directory -> directory.resolve(source).normalize())
          .filter(Files::isRegularFile)
          .findFirst()
          .ifPresentOrElse(files::add, () -> missing.add(source));
    }
    return new ColourTables(files, missing);
  }

  private static RenderException absolute(Path file, String name, String how) {
    return RenderException.user(
        "The colour configuration " + file + " names " + name + " " + how,
        "Name it relative to the configuration, so that it can be sent to other machines");
  }

  /** Context variables are {@code $NAME}, {@code ${NAME}} and {@code %NAME%}. */
  private static boolean isVariable(String text) {
    return text.contains("$") || text.contains("%");
  }

  private static void collect(Node node, Set<String> sources) {
    if (node instanceof MappingNode mapping) {
      // Other transforms call a colour space so.
      boolean ofFile = mapping.getTag().getValue().endsWith(FILE_TRANSFORM);
      for (NodeTuple entry : mapping.getValue()) {
        if (ofFile && isNamed(entry, "src") && entry.getValueNode() instanceof ScalarNode source) {
          sources.add(source.getValue());
        } else {
          collect(entry.getValueNode(), sources);
        }
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(each -> collect(each, sources));
    }
  }

  private static List<String> searchPath(Node root) {
    List<String> places = new ArrayList<>();
    if (root instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (isNamed(entry, "search_path")) {
          if (entry.getValueNode() instanceof ScalarNode text) {
            places.addAll(List.of(text.getValue().split(":")));
          } else if (entry.getValueNode() instanceof SequenceNode list) {
            list.getValue().stream()
                .filter(ScalarNode.class::isInstance)
                .forEach(each -> places.add(((ScalarNode) each).getValue()));
          }
        }
      }
    }
    places.removeIf(String::isBlank);
    return places;
  }

  private static boolean isNamed(NodeTuple entry, String name) {
    return entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name);
  }
}
