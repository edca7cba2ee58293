package org.networkrender.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.networkrender.api.PlainText;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.FurtherFile;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.client.SceneReport;

/** What is in a scene, for people. */
final class SceneText {
  private static final int MOST_FILES = 20;
  private static final int MOST_SAVED = 8;

  private SceneText() {}

  static List<String> of(SceneReport report) {
    SceneDescription scene = report.scene();
    List<String> lines = new ArrayList<>();
    TextTable table = new TextTable("file", PlainText.line(scene.scene().toString()));
    facts(report).forEach((name, text) -> table.row(name, text));
    lines.addAll(table.lines());
    lines.addAll(files(scene.files()));
    List<String> wrong = new ArrayList<>();
    scene.lacks().forEach(text -> wrong.add("missing: " + PlainText.line(text)));
    scene.missing().forEach(text -> wrong.add("missing file: " + PlainText.line(text)));
    scene.warnings().forEach(text -> wrong.add("warning: " + PlainText.line(text)));
    report.refusal().ifPresent(text -> wrong.add("refused: " + PlainText.line(text)));
    if (!wrong.isEmpty()) {
      lines.add("");
      lines.addAll(wrong);
    }
    return lines;
  }

  private static Map<String, String> facts(SceneReport report) {
    SceneDescription scene = report.scene();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("saved by", scene.rendererVersion().isEmpty() ? "?" : scene.rendererVersion());
    facts.put("frames", scene.frames() + " (" + scene.frames().size() + ")");
    facts.put("still", "frame " + scene.current());
    facts.put("size", scene.size().toString());
    facts.put("names", String.join(", ", scene.pictures().stream().map(p -> p.pattern()).toList()));
    if (!scene.furtherFiles().isEmpty()) {
      facts.put("saves too", furtherFiles(scene.furtherFiles()));
    }
    scene.facts().forEach(facts::putIfAbsent);
    scene.parts().ifPresent(parts -> addParts(facts, parts));
    report.cost().ifPresent(cost -> facts.put("time", time(cost)));
    return facts;
  }

  private static String furtherFiles(List<FurtherFile> files) {
    List<String> names =
        files.stream()
            .limit(MOST_SAVED)
            .map(file -> file.directory().resolve(file.name().pattern()).toString())
            .map(PlainText::line)
            .toList();
    int more = files.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }

  private static void addParts(Map<String, String> facts, PartFormat parts) {
    facts.put("in tiles", possible(parts.tiles().refusal()));
    facts.put("in sample ranges", possible(parts.samples().refusal()));
  }

  private static String possible(String refusal) {
    return refusal.isEmpty() ? "yes" : "no: " + refusal;
  }

  private static String time(FrameCost cost) {
    return "about "
        + Times.seconds(cost.first() + cost.pixels() + cost.once())
        + " a frame on this machine, "
        + Times.seconds(cost.first())
        + " of it to prepare";
  }

  private static List<String> files(List<Path> files) {
    List<String> lines = new ArrayList<>();
    if (files.isEmpty()) {
      return lines;
    }
    Map<Path, Long> sizes = new LinkedHashMap<>();
    files.forEach(file -> sizes.put(file, size(file)));
    TextTable table = new TextTable(">size", files.size() + " files, the largest first");
    files.stream()
        .sorted(Comparator.comparing((Path file) -> -sizes.getOrDefault(file, 0L)))
        .limit(MOST_FILES)
        .forEach(file -> table.row(text(sizes.getOrDefault(file, 0L)), file));
    lines.add("");
    lines.addAll(table.lines());
    long all = sizes.values().stream().mapToLong(Long::longValue).sum();
    int more = files.size() - MOST_FILES;
    if (more > 0) {
      lines.add(String.format(Locale.ROOT, "... and %d more; --json lists all", more));
    }
    lines.add(text(all) + " in all");
    return lines;
  }

  private static String text(long bytes) {
    return bytes == 0 ? "0 bytes" : new ByteSize(bytes).toString();
  }

  /** A file that has gone meanwhile counts nothing here: who renders is told. */
  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
