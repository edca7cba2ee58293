package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.RenderException;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.MovieRequest;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.SessionRequest;

/**
 * The lines between a session and its script. The script's answers begin with a random word, which
 * is told to the script alone, so that no text in a scene can pass for an answer.
 */
final class SessionProtocol {
  /** An answer of the script. */
  sealed interface Answer permits Inspected, Ready, Done, Failed {}

  /** What is in a scene has been written into a file; the next scene may be opened. */
  record Inspected() implements Answer {}

  /** The scene is open. */
  record Ready() implements Answer {}

  /** A frame is rendered; these are the paths under which Blender saved it, before renaming. */
  record Done(List<String> saved) implements Answer {}

  /** The last command failed with a Python exception. */
  record Failed(String type, String message, String place) implements Answer {
    /** This Blender is another one than the client's; the message is its version. */
    boolean isOtherVersion() {
      return type.equals("OtherVersion");
    }

    /** A node that saves files has saved none; the message says which. */
    boolean isWithoutOutput() {
      return type.equals("NoOutput");
    }

    /** An add-on that the job brings cannot be used here; the message says why. */
    boolean isAddOn() {
      return type.equals("AddOnProblem");
    }

    /** The device that was chosen is not there; the message says what. */
    boolean isDevice() {
      return type.equals("DeviceLost");
    }

    /** Python got no memory; NumPy has an error of its own for that. */
    boolean isOutOfMemory() {
      return type.equals("MemoryError") || type.equals("_ArrayMemoryError");
    }

    /** The results of simulations cannot be written; the message says why. */
    boolean isNoRoom() {
      return type.equals("NoRoom");
    }

    /** The file that is to have the results of simulations has none; the message says why. */
    boolean isWrongBake() {
      return type.equals("WrongBake");
    }

    /** The scene has read what was not sent with it; the message says what. */
    boolean isOutside() {
      return type.equals("OutsideFile");
    }
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String secret;

  SessionProtocol() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    secret = "networkrender-" + HexFormat.of().formatHex(bytes) + " ";
  }

  /** Returns the command that looks into a scene; what is found is written beside the script. */
  String inspect(JsonObject request) {
    JsonObject command = new JsonObject();
    command.addProperty("secret", secret);
    command.add("inspect", request);
    return command.toString();
  }

  /**
   * Returns the command that opens the scene to be rendered: the first one, or after a look.
   *
   * @param version which Blender is to go on: {@code 3.4.1}, or {@code 3.4} for any of it; or empty
   * @param build which build of it; or empty for any
   * @param device what renders
   * @throws RenderException if the files of an add-on did not come with the job
   */
  String open(SessionRequest request, String version, String build, SceneDevice device)
      throws RenderException {
    JsonObject command = new JsonObject();
    command.addProperty("secret", secret);
    command.addProperty("scene", request.scene().toAbsolutePath().toString());
    command.addProperty(
        "sceneDirectory", request.properties().getOrDefault(SceneProperties.SCENE_DIRECTORY, ""));
    command.addProperty(
        "workingDirectory",
        request.properties().getOrDefault(SceneProperties.WORKING_DIRECTORY, ""));
    command.addProperty("scenePath", pathThere(request));
    command.addProperty("host", request.properties().getOrDefault(SceneProperties.HOST, ""));
    command.addProperty("version", version);
    command.addProperty("build", build);
    // Parts of a frame come from one version and build, whichever this machine has by now.
    JsonObject parts = new JsonObject();
    parts.addProperty("version", request.properties().getOrDefault(SceneProperties.VERSION, ""));
    parts.addProperty("build", request.properties().getOrDefault(SceneProperties.BUILD, ""));
    command.add("parts", parts);
    command.add("device", device(device));
    command.addProperty("first", SceneProperties.firstPlayed(request.properties()));
    command.addProperty(
        "chained", "true".equals(request.properties().get(SceneProperties.CHAINED)));
    command.addProperty(
        "baked", request.baked().map(file -> file.toAbsolutePath().toString()).orElse(""));
    command.add("further", FurtherFiles.keys(request.properties()));
    JsonObject files = new JsonObject();
    request.files().forEach((name, path) -> files.addProperty(name, path.toString()));
    command.add("files", files);
    JsonObject options = new JsonObject();
    request.options().forEach(options::addProperty);
    command.add("options", options);
    command.add("addons", AddOns.there(request.properties(), request.options(), request.files()));
    return command.toString();
  }

  /** Returns a device as {@code render_device.py} takes it. */
  static JsonObject device(SceneDevice device) {
    JsonObject chosen = new JsonObject();
    chosen.addProperty("type", device.isProcessor() ? "NONE" : device.kind());
    chosen.addProperty("words", device.words());
    JsonArray ids = new JsonArray();
    device.cards().forEach(card -> ids.add(card.id()));
    chosen.add("cards", ids);
    return chosen;
  }

  /** Returns the scene's path on the client's machine, or an empty text where nobody told it. */
  static String pathThere(SessionRequest request) {
    return request.files().entrySet().stream()
        .filter(file -> file.getValue().equals(request.scene()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** Returns the command that renders a frame or a part of one. */
  static String render(RenderRequest request, PictureFiles files) {
    JsonObject command = command(request.frame(), request.directory(), files);
    command.addProperty("part", request.isPart());
    PixelRegion region = request.region();
    if (region != null) {
      command.add("region", array(region.x(), region.y(), region.width(), region.height()));
    }
    SampleRange samples = request.samples();
    if (samples != null) {
      command.add("samples", array(samples.first(), samples.count()));
    }
    return command.toString();
  }

  /** Returns the command that makes a frame's pictures from its joined parts. */
  static String finish(FinishRequest request, PictureFiles files) {
    JsonObject command = command(request.frame(), request.directory(), files);
    command.addProperty("joined", request.joined().toAbsolutePath().toString());
    return command.toString();
  }

  /** Returns the command that encodes a movie. */
  static String encode(MovieRequest request) {
    JsonObject command = new JsonObject();
    command.addProperty("movie", request.file().toAbsolutePath().toString());
    JsonArray frames = new JsonArray();
    request.frames().stream().forEach(frames::add);
    command.add("frames", frames);
    JsonArray pictures = new JsonArray();
    request.pictures().forEach(picture -> pictures.add(picture.toAbsolutePath().toString()));
    command.add("pictures", pictures);
    return command.toString();
  }

  /** Returns the command that plays and stores what is simulated. */
  static String bake(BakeRequest request) {
    JsonObject command = new JsonObject();
    command.addProperty("bake", request.last());
    command.addProperty("directory", request.directory().toAbsolutePath().toString());
    return command.toString();
  }

  private static JsonObject command(int frame, Path directory, PictureFiles files) {
    JsonObject command = new JsonObject();
    command.addProperty("frame", frame);
    command.addProperty("directory", directory.toAbsolutePath().toString());
    JsonArray names = new JsonArray();
    files.names().forEach(names::add);
    command.add("names", names);
    return command;
  }

  private static JsonArray array(int... values) {
    JsonArray array = new JsonArray();
    for (int value : values) {
      array.add(value);
    }
    return array;
  }

  /** Returns the answer that a line is, or empty when it is anything else. */
  Optional<Answer> parse(String line) {
    if (!line.startsWith(secret.strip())) {
      return Optional.empty();
    }
    String json = line.substring(secret.length());
    try {
      JsonObject answer = JsonParser.parseString(json).getAsJsonObject();
      return Optional.of(
          switch (answer.get("event").getAsString()) {
            case "inspected" -> new Inspected();
            case "ready" -> new Ready();
            case "done" -> new Done(texts(answer.getAsJsonArray("saved")));
            default ->
                new Failed(
                    answer.get("type").getAsString(),
                    answer.get("message").getAsString(),
                    answer.get("place").getAsString());
          });
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      return Optional.of(new Failed("ProtocolError", "an answer that is none: " + json, ""));
    }
  }

  private static List<String> texts(JsonArray array) {
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array) {
      texts.add(element.getAsString());
    }
    return List.copyOf(texts);
  }
}
