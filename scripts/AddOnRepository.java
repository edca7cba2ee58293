import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * Makes a static extension repository for Blender 4.2 and newer of the add-on's ZIP file: a directory
 * with that file and an {@code index.json}, as {@code blender --command extension server-generate}
 * writes it. For machines without such a Blender. Arguments: the ZIP file, the directory.
 */
public final class AddOnRepository {
  private static final String MANIFEST = "networkrender/blender_manifest.toml";

  /** The order in which Blender lists them; what the manifest has not is left out. */
  private static final List<String> KEYS =
      List.of(
          "schema_version",
          "id",
          "name",
          "tagline",
          "version",
          "type",
          "maintainer",
          "license",
          "blender_version_min",
          "permissions",
          "tags");

  private AddOnRepository() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("Name the ZIP file of the add-on, and a directory");
      System.exit(2);
    }
    Path zip = Path.of(arguments[0]);
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    Path copy = directory.resolve(zip.getFileName());
    Files.copy(zip, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(directory.resolve("index.json"), index(copy));
  }

  private static String index(Path zip) throws Exception {
    String manifest = manifest(zip);
    List<String> fields = new ArrayList<>();
    for (String key : KEYS) {
      value(manifest, key).ifPresent(value -> fields.add(quoted(key) + ": " + value));
    }
    byte[] content = Files.readAllBytes(zip);
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
    fields.add("\"archive_url\": " + quoted("./" + zip.getFileName()));
    fields.add("\"archive_size\": " + content.length);
    fields.add("\"archive_hash\": " + quoted("sha256:" + HexFormat.of().formatHex(sum)));
    String each = "    {\n      " + String.join(",\n      ", fields) + "\n    }";
    return "{\n  \"version\": \"v1\",\n  \"blocklist\": [],\n  \"data\": [\n" + each + "\n  ]\n}";
  }

  private static String manifest(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile());
        InputStream in = file.getInputStream(file.getEntry(MANIFEST))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns a value of the manifest as JSON: texts and lists of texts look alike in both. */
  private static Optional<String> value(String manifest, String key) {
    Matcher table =
        Pattern.compile("^\\[" + key + "]\n((?:\\w+ = \".*\"\n)+)", Pattern.MULTILINE)
            .matcher(manifest);
    if (table.find()) {
      String lines = table.group(1).strip().replaceAll("(?m)^(\\w+) = ", "        \"$1\": ");
      return Optional.of("{\n" + lines.replace("\n", ",\n") + "\n      }");
    }
    Matcher line = Pattern.compile("^" + key + " = (.*)$", Pattern.MULTILINE).matcher(manifest);
    if (!line.find()) {
      return Optional.empty();
    }
    String value = line.group(1);
    return Optional.of(
        value.startsWith("[")
            ? "[\n        " + value.substring(1, value.length() - 1).replace(", ", ",\n        ") + "\n      ]"
            : value);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
