package org.networkrender.blender;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person should know of a scene before it is rendered. */
final class SceneWarnings {
  private SceneWarnings() {}

  static List<String> of(JsonObject result, Map<String, String> options) {
    List<String> warnings = new ArrayList<>();
    for (String each : Json.texts(result, "movieWarnings")) {
      warnings.add("The scene asks for a movie: " + FailureTable.quote(each));
    }
    if (Json.truth(result, "scripts")) {
      List<String> refused = Json.texts(result, "refusedScripts");
      String which =
          FailureTable.quote(
              refused.isEmpty() ? Json.text(result, "scriptsMessage") : String.join(", ", refused));
      warnings.add(
          "The scene wants to run scripts, which are disabled, so pictures may differ"
              + (which.isEmpty() ? "" : ": " + which)
              + " (--scripts lets them run)");
    }
    if (Json.truth(result, "gpu")) {
      warnings.add(
          "The scene asks for the GPU: a machine renders it on its graphics card where Cycles has"
              + " one there, and on the processor elsewhere");
    }
    if (Json.truth(result, "otherDenoiser")) {
      warnings.add(
          "The scene denoises by OptiX, which some graphics cards have alone: OpenImageDenoise does"
              + " it here, on the processor, so that each machine gives the same picture; it may"
              + " differ a little from your own");
    }
    if (Json.truth(result, "compositorGpu")) {
      warnings.add(
          "The compositor runs on the processor, not on the GPU as the scene asks, so that each"
              + " machine gives the same picture: it may differ a little from your own");
    }
    if (Json.number(result, "freestyleScripts") > 0) {
      warnings.add(
          "Freestyle is in script mode and is left out: scripts of scenes do not run without"
              + " --scripts");
    }
    if (Json.truth(result, "stampsHostAndNote")) {
      warnings.add(
          "The stamp shows the host and the note as one text, with one background, so that other"
              + " machines show the host of this one");
    }
    warnings.addAll(ofSaving(result));
    if (Json.number(result, "last") < Json.number(result, "first")) {
      warnings.add("The scene's frame range is empty");
    }
    boolean sized = !options.getOrDefault(BlenderOptions.SIZE, "").isEmpty();
    boolean scaled = !options.getOrDefault(BlenderOptions.SCALE, "").isEmpty();
    if (sized) {
      warnings.addAll(ofSize(Json.numbers(result, "savedSize"), Json.numbers(result, "fullSize")));
    }
    boolean whole = Json.numbers(result, "size").equals(Json.numbers(result, "fullSize"));
    if (!whole && (sized || scaled)) {
      warnings.add(
          "The size is that of the whole view; the scene's border or stereo format makes the"
              + " picture "
              + text(Json.numbers(result, "size")));
    }
    return warnings;
  }

  /** What the scene says of the files that are written, and what happens instead. */
  private static List<String> ofSaving(JsonObject result) {
    List<String> warnings = new ArrayList<>();
    if (!Json.truth(result, "savesPictures")) {
      warnings.add(
          "The scene does not save its pictures (Save Output is off): they are saved here");
    }
    if (!Json.truth(result, "overwrites")) {
      warnings.add(
          "Overwrite is off in the scene: pictures that are there and were not made from it are"
              + " asked about here, and --keep leaves them");
    }
    if (Json.truth(result, "placeholders")) {
      warnings.add("Placeholders are on in the scene: none are made here");
    }
    return warnings;
  }

  private static List<String> ofSize(List<Integer> saved, List<Integer> wanted) {
    // A pixel more or less on one side is rounding and no other shape.
    long across = (long) saved.get(0) * wanted.get(1);
    long down = (long) saved.get(1) * wanted.get(0);
    return Math.abs(across - down) <= Math.max(saved.get(0), saved.get(1))
        ? List.of()
        : List.of(
            "The size "
                + text(wanted)
                + " has another shape than the scene's "
                + text(saved)
                + ": the picture shows more or less at two of its sides");
  }

  private static String text(List<Integer> size) {
    return size.get(0) + "x" + size.get(1);
  }
}
