package org.networkrender.core.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.Notice;

/** Decides which frames that are there count as done. */
public final class KeptFrames {
  private KeptFrames() {}

  /** Decides about pictures that are there and are not the same job's. */
  @FunctionalInterface
  public interface Decision {
    /** Nobody is there who could. */
    Decision NOBODY = found -> Existing.ASK;

    /**
     * Decides. May take as long as a person needs.
     *
     * @param found what is there, in one line
     * @return {@code ASK} if nobody has decided
     */
    Existing about(String found);
  }

  /**
   * Returns the frames that need not be rendered.
   *
   * @param found what is there
   * @param all how many frames were ordered
   * @param rule what becomes of pictures that are not the same job's
   * @param decision is asked if the rule says so
   * @param output where they lie, and what is to be said of its state
   * @param notices is told what a person should know
   * @throws RenderException of kind {@code USER} if there are such pictures and they are to be
   *     asked about, and nobody decides
   */
  public static FrameSet of(
      EarlierPictures.Found found,
      int all,
      Existing rule,
      Decision decision,
      OutputDirectory output,
      Consumer<Notice> notices)
      throws RenderException {
    output.problems().forEach(text -> notices.accept(new Notice(Notice.Level.WARNING, text)));
    output.mend();
    FrameSet other = union(found.changed(), found.unknown());
    String there = String.join("; ", words(found, all));
    boolean asks = rule == Existing.ASK && !other.isEmpty();
    Existing chosen = asks ? decision.about(there) : rule;
    if (chosen == Existing.ASK && !other.isEmpty()) {
      throw RenderException.user(
          there,
          "Give --keep to leave them as they are and render only what is missing, or --overwrite to"
              + " render them again");
    }
    if (!found.damaged().isEmpty()) {
      notices.accept(
          new Notice(
              Notice.Level.WARNING,
              "the pictures of "
                  + frames(found.damaged())
                  + " are not whole any more; they are rendered again"));
    }
    FrameSet kept =
        chosen == Existing.KEEP ? union(found.finished(), found.usable()) : found.finished();
    if (!kept.isEmpty()) {
      info(notices, counted(kept.size(), "frame is", "frames are") + " there already and kept");
    }
    FrameSet again = other.minus(kept);
    if (!again.isEmpty()) {
      info(notices, counted(again.size(), "frame is", "frames are") + " rendered again");
    }
    return kept;
  }

  private static List<String> words(EarlierPictures.Found found, int all) {
    List<String> words = new ArrayList<>();
    if (!found.changed().isEmpty()) {
      words.add(
          "Pictures of %s in %s were made from another version of the scene or with other settings"
              .formatted(counted(found.changed().size(), all), found.places()));
    }
    if (!found.unknown().isEmpty()) {
      words.add(
          "Pictures of %s are in %s already, and nothing is known of how they were made"
              .formatted(counted(found.unknown().size(), all), found.places()));
    }
    return words;
  }

  private static String counted(int some, int all) {
    return all == 1 ? "the frame" : some + " of " + all + " frames";
  }

  private static String counted(int count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }

  private static String frames(FrameSet frames) {
    return (frames.size() == 1 ? "frame " : "frames ") + frames;
  }

  private static FrameSet union(FrameSet one, FrameSet two) {
    List<Integer> all = new ArrayList<>(one.stream().boxed().toList());
    two.stream().forEach(all::add);
    return FrameSet.of(all);
  }

  private static void info(Consumer<Notice> notices, String text) {
    notices.accept(new Notice(Notice.Level.INFO, text));
  }
}
