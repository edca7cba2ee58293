package org.networkrender.cli;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.Baking;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobRules;
import picocli.CommandLine.Option;

/** How a job goes about its work. */
final class RuleOptions {
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

  @Option(
      names = "--keep",
      description =
          "Leave whole pictures that are there already as they are, also those of another version of"
              + " the scene or of another size, and render only what is missing or broken.")
  private boolean keep;

  @Option(
      names = "--overwrite",
      description = "Render pictures again that are there already and are of another version.")
  private boolean overwrite;

  @Option(
      names = "--audit",
      paramLabel = "PERCENT",
      description =
          "Render that share of the tasks on a second machine too, and compare: for example 2%%."
              + " Finds a machine that computes wrongly.")
  private Optional<String> audit = Optional.empty();

  @Option(
      names = "--task-limit",
      paramLabel = "TIME",
      description =
          "Give a frame (or a part of one) up when it takes longer than this, for example 2h.")
  private Optional<TimeSpan> taskLimit = Optional.empty();

  @Option(
      names = "--whole-frames",
      description =
          "Never cut the last frames of an animation into tiles. Without this they are cut where"
              + " machines would stay idle; the pictures are the same.")
  private boolean wholeFrames;

  @Option(
      names = "--bake",
      paramLabel = "auto|never",
      description =
          "What becomes of simulations that are not baked: auto bakes them once for all machines,"
              + " never refuses the scene. auto unless given.")
  private String bake = "auto";

  JobRules rules() throws RenderException {
    if (keep && overwrite) {
      throw RenderException.user("Both --keep and --overwrite are given", "Give one of them");
    }
    Existing existing = keep ? Existing.KEEP : overwrite ? Existing.OVERWRITE : Existing.ASK;
    JobRules rules =
        JobRules.DEFAULT.with(existing).withTailTiles(!wholeFrames).withBaking(baking());
    if (audit.isPresent()) {
      rules = rules.withAudit(share(audit.get()));
    }
    return taskLimit.isPresent() ? rules.withTaskLimit(taskLimit.get().duration()) : rules;
  }

  private Baking baking() throws RenderException {
    return switch (bake) {
      case "auto" -> Baking.AUTO;
      case "never" -> Baking.NEVER;
      default ->
          throw RenderException.user(
              "--bake " + PlainText.line(bake) + " is not known",
              "Write --bake auto or --bake never");
    };
  }

  private static double share(String text) throws RenderException {
    Matcher matcher = SHARE.matcher(text);
    BigDecimal percent = matcher.matches() ? new BigDecimal(matcher.group(1)) : BigDecimal.ZERO;
    if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw RenderException.user(
          "--audit " + PlainText.line(text) + " is not a percentage above 0% and up to 100%",
          "Write for example --audit 2%");
    }
    return percent.movePointLeft(2).doubleValue();
  }
}
