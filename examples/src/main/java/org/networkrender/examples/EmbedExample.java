package org.networkrender.examples;

import java.nio.file.Path;
import org.networkrender.core.client.Farm;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport;

/** Renders an animation on every worker within reach: scene file, output directory. */
public final class EmbedExample {
  private EmbedExample() {}

  /** Runs the example. */
  public static void main(String[] args) throws Exception {
    JobListener listener =
        new JobListener() {
          @Override
          public void progress(JobProgress now) {
            System.out.printf("%d of %d frames%n", now.done(), now.total());
          }
        };
    try (Farm farm = Farm.open(FarmSettings.defaults())) {
      JobOrder order = JobOrder.animation(Path.of(args[0]), Path.of(args[1]));
      JobReport report = farm.submit(order, listener).await();
      System.out.println(report.outcome() + " after " + report.elapsed().toSeconds() + " s");
    }
  }
}
