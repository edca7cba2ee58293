package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Small scenes that one Blender renders whole and in parts, with the scripts of sessions. */
final class ComparedParts {
  private static final Pattern CASE = Pattern.compile("(?m)^CASE ([^:]*): (.*)$");
  private static final String EACH = "compared_parts.py";

  private ComparedParts() {}

  /**
   * Returns what became of each case: {@code identical}, {@code refused: } and why, or what
   * differs.
   */
  static Map<String, String> by(String script, Path directory, String... arguments)
      throws Exception {
    copy(EACH, directory);
    List<String> all = new ArrayList<>(List.of("-P", copy(script, directory).toString(), "--"));
    SessionDirectory scripts = SessionDirectory.create(directory);
    try {
      all.add(scripts.root().toString());
      all.add(directory.toString());
      all.addAll(List.of(arguments));
      String said = Scenes.blender(directory, all.toArray(String[]::new));
      Map<String, String> results =
          CASE.matcher(said)
              .results()
              .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2)));
      // What a case was about is in what was said.
      if (!results.values().stream().allMatch(ComparedParts::isWell)) {
        System.out.println(said);
      }
      return results;
    } finally {
      scripts.remove();
    }
  }

  static boolean isWell(String result) {
    return result.equals("identical") || result.startsWith("refused: ");
  }

  private static Path copy(String script, Path directory) throws IOException {
    Path file = directory.resolve(script);
    try (InputStream in = ComparedParts.class.getResourceAsStream(script)) {
      assertThat(in).as(script).isNotNull();
      Files.copy(in, file);
    }
    return file;
  }
}
