package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.PartFormat.SampleRules;
import org.networkrender.api.backend.PartFormat.TileRules;

/** How Blender renders a frame in parts: as the script says it, in the words of the interface. */
final class PartRules {
  private static final PictureName FILE = new PictureName("part_####.exr");

  private PartRules() {}

  static PartFormat of(JsonObject parts) {
    JsonArray sides = parts.getAsJsonArray("canvas");
    PixelSize canvas = new PixelSize(sides.get(0).getAsInt(), sides.get(1).getAsInt());
    return new PartFormat(
        canvas,
        PixelRegion.whole(canvas),
        FILE,
        true,
        Json.number(parts, "bytes"),
        Json.text(parts, "preview"),
        tiles(parts),
        samples(parts));
  }

  private static TileRules tiles(JsonObject parts) {
    String refusal = Json.text(parts, "tileRefusal");
    return refusal.isEmpty()
        ? new TileRules(Json.number(parts, "overscan"), Json.truth(parts, "preparedAnew"), "")
        : TileRules.refused(FailureTable.quote(refusal));
  }

  private static SampleRules samples(JsonObject parts) {
    String refusal = Json.text(parts, "sampleRefusal");
    return refusal.isEmpty()
        ? new SampleRules(
            Json.number(parts, "samples"),
            "",
            Json.text(parts, "changes"),
            Json.texts(parts, "firstOnly"))
        : SampleRules.refused(FailureTable.quote(refusal));
  }
}
