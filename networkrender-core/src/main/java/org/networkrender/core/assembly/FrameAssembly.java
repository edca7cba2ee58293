package org.networkrender.core.assembly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;
import org.networkrender.core.image.JoinRequest;
import org.networkrender.core.output.PartStore;

/**
 * One frame that is rendered in parts: which there are, and which are here. Belongs to one thread
 * at a time: the planner's, then the farm's.
 */
public final class FrameAssembly {
  private final int frame;
  private final PartFormat format;
  private final PartNames names;
  private final List<Task> parts;
  private final Map<String, Path> here = new HashMap<>();
  private final long units;
  private final boolean tail;

  private PartStore.@Nullable KeptFile joined;
  private boolean lost;
  private boolean dropped;

  /**
   * Makes an assembly of which nothing is here yet.
   *
   * @param parts all parts of the frame
   */
  FrameAssembly(int frame, PartFormat format, PartNames names, List<Task> parts) {
    this(frame, format, names, parts, false);
  }

  private FrameAssembly(
      int frame, PartFormat format, PartNames names, List<Task> parts, boolean tail) {
    this.tail = tail;
    this.frame = frame;
    this.format = format;
    this.names = names;
    this.parts = List.copyOf(parts);
    this.units = parts.stream().mapToLong(this::units).sum();
  }

  /** Makes an assembly of a whole frame that was cut while its job ran. */
  public static FrameAssembly ofTail(
      int frame, PartFormat format, PartNames names, List<Task> parts) {
    return new FrameAssembly(frame, format, names, parts, true);
  }

  /** Returns the number of the frame. */
  public int frame() {
    return frame;
  }

  /** Returns whether the whole frame is a task too, which may be done first. */
  public boolean isTail() {
    return tail;
  }

  /** The parts are of no use any more, and nothing of them is to be kept. */
  void drop() {
    dropped = true;
  }

  /** Returns whether its parts are of no use any more. */
  public boolean isDropped() {
    return dropped;
  }

  /** Returns how its parts are made and joined. */
  public PartFormat format() {
    return format;
  }

  /** Returns all parts of the frame. */
  public List<Task> parts() {
    return parts;
  }

  /** Returns the name under which a part is kept. */
  String nameOf(Task part) {
    return names.part(frame, part);
  }

  /** Returns what the names of all its files begin with. */
  String start() {
    return PartNames.ofFrame(frame, names.picture());
  }

  /** Returns the name under which the joined parts are kept. */
  String joinedName() {
    return names.joined(frame);
  }

  /** A part lies in its place. */
  void arrived(Task part, Path file) {
    here.put(nameOf(part), file);
  }

  /** Returns whether the file of a part is on this machine. */
  public boolean isHere(Task part) {
    return joined != null || here.containsKey(nameOf(part));
  }

  /** Returns whether every part is here, or their joined file. */
  public boolean isComplete() {
    return joined != null || here.size() == parts.size();
  }

  /** The parts are joined to a file. */
  public void joined(PartStore.KeptFile file) {
    joined = file;
    here.clear();
  }

  /** Returns the joined file, or null before it is there. */
  public PartStore.@Nullable KeptFile joined() {
    return joined;
  }

  /**
   * A part will never come, so there is no picture; the others are rendered and kept all the same.
   */
  public void lose() {
    lost = true;
  }

  /** Returns whether a part was given up, so that the frame cannot be joined. */
  public boolean isLost() {
    return lost;
  }

  /** Returns how much of the frame a part is, 0 to 1: its pixels times its samples. */
  public double share(Task part) {
    return (double) units(part) / units;
  }

  /** Returns how much of the frame is here, 0 to 1. */
  public double shareHere() {
    return parts.stream().filter(this::isHere).mapToDouble(this::share).sum();
  }

  private long units(Task part) {
    Tile tile = part.tile();
    SampleRange samples = part.samples();
    long pixels = tile == null ? format.area().pixels() : tile.kept().pixels();
    return pixels * (samples == null ? Math.max(1, format.samples().count()) : samples.count());
  }

  /** Returns what a part gives to the joined picture. */
  JoinRequest.Part joinPart(Task part) {
    Tile tile = part.tile();
    SampleRange samples = part.samples();
    PixelRegion kept = tile == null ? format.area() : tile.kept();
    return new JoinRequest.Part(
        Objects.requireNonNull(here.get(nameOf(part)), "a part that is not here"),
        kept,
        tile == null ? partWithoutTile() : tile.rendered(),
        samples == null ? 0 : samples.first(),
        samples == null ? 1 : samples.count());
  }

  /** A part of samples alone is a whole picture, with whatever lies outside the rendered area. */
  private PixelRegion partWithoutTile() {
    return PixelRegion.whole(format.canvas());
  }

  /** Returns the order to join all parts. */
  JoinRequest joinRequest(Path target) {
    List<JoinRequest.Part> all = new ArrayList<>();
    parts.forEach(part -> all.add(joinPart(part)));
    return new JoinRequest(format.canvas(), all, format.samples().firstOnly(), target);
  }
}
