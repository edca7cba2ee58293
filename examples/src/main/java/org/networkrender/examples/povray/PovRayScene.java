package org.networkrender.examples.povray;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.RenderException;

/** What the files of a scene say, read without POV-Ray. */
final class PovRayScene {
  private static final Pattern SETTING = Pattern.compile("\\s*(\\w+)\\s*=\\s*([^;]*?)\\s*(?:;.*)?");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9.+-]{1,32}");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\p{Cntrl}]{1,200})\"");
  private static final int MAX_TEXT_BYTES = 16 << 20;
  private static final int MAX_FILES = 10_000;

  /** What an ini file may bring to a worker: nothing that names a file or a program. */
  private static final Set<String> SETTINGS =
      Set.of(
          ("width height initial_frame final_frame initial_clock final_clock clock"
                  + " cyclic_animation antialias antialias_threshold antialias_depth"
                  + " sampling_method jitter jitter_amount quality file_gamma")
              .split(" "));

  private PovRayScene() {}

  /** Returns whether a setting may go from an ini file to a worker. */
  static boolean isSetting(String key, String value) {
    return SETTINGS.contains(key) && VALUE.matcher(value).matches();
  }

  /** Reads the settings of an ini file; what is left out becomes a warning. */
  static Map<String, String> readIni(Path file, List<String> warnings) throws RenderException {
    Map<String, String> ini = new TreeMap<>();
    for (String line : (Files.exists(file) ? read(file) : "").lines().toList()) {
      Matcher setting = SETTING.matcher(line);
      String key = setting.matches() ? setting.group(1).toLowerCase(Locale.ROOT) : "";
      if (setting.matches() && isSetting(key, setting.group(2))) {
        ini.put(key, setting.group(2));
      } else if (!line.isBlank() && !line.strip().startsWith(";") && !key.endsWith("_file_name")) {
        warnings.add(file.getFileName() + ": left out: " + line.strip());
      }
    }
    return ini;
  }

  /** Returns each file in the scene's directory whose name the scene, or a file of it, quotes. */
  static List<Path> neededFiles(Path scene) throws RenderException {
    Path home = scene.toAbsolutePath().resolveSibling("").normalize();
    Set<Path> found = new LinkedHashSet<>(Set.of(home.resolve(scene.getFileName())));
    List<Path> unread = new ArrayList<>(found);
    while (!unread.isEmpty() && found.size() < MAX_FILES) {
      Matcher name = QUOTED.matcher(read(unread.remove(0)));
      while (name.find()) {
        Path file = home.resolve(name.group(1)).normalize();
        if (file.startsWith(home) && Files.isRegularFile(file) && found.add(file)) {
          unread.addAll(isText(file) ? List.of(file) : List.of());
        }
      }
    }
    return found.stream().skip(1).toList();
  }

  /** Returns the text of the scene and of each file with scene text that it needs. */
  static List<String> texts(Path scene) throws RenderException {
    List<String> texts = new ArrayList<>(List.of(read(scene)));
    for (Path file : neededFiles(scene)) {
      if (isText(file)) {
        texts.add(read(file));
      }
    }
    return texts;
  }

  private static boolean isText(Path file) {
    return file.toString().matches(".*\\.(inc|mcr|pov)");
  }

  private static String read(Path file) throws RenderException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw RenderException.user("Cannot read " + file + ": " + e.getMessage(), "");
    }
  }
}
