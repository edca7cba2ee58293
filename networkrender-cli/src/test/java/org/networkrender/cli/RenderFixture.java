package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport.Outcome;

/** Runs the command on a farm that does nothing by itself. */
abstract class RenderFixture {
  final CommandRun run = new CommandRun();
  String scene = "";
  @TempDir Path directory;

  @BeforeEach
  void makeScene() throws IOException {
    scene = Files.createFile(directory.resolve("shot.v2.blend")).toString();
  }

  /** Returns what is ordered by arguments with blanks between. */
  final JobOrder order(String arguments) {
    run.farm.report.complete(Stories.report(Outcome.COMPLETE));
    assertThat(run.run(("render " + scene + " " + arguments).strip().split(" +")))
        .as("%s", run.errors())
        .isEqualTo(ExitCode.COMPLETE);
    return run.farm.orders.get(run.farm.orders.size() - 1);
  }
}
