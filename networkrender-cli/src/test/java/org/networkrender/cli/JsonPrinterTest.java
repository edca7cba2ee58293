package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.core.events.EventJson;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerEvents;

class JsonPrinterTest {
  private final WorkerEvents events = new WorkerEvents("w", InstantSource.system());

  private void end() {
    events.publish(stamp -> new WorkerEvent.Ended(stamp, "", "", Optional.empty()));
  }

  /** A pipe that is full holds whoever writes into it. */
  @Test
  void aReaderThatStandsStillHoldsNobody() throws Exception {
    try (PipedReader reader = new PipedReader(16)) {
      PrintWriter out = new PrintWriter(new PipedWriter(reader), true);
      JsonPrinter<WorkerEvent> printer =
          new JsonPrinter<>(out, EventJson::encode, Duration.ofMillis(50));
      printer.begin(events.subscribe(printer::print));
      for (int i = 0; i < 10_000; i++) {
        events.publish(stamp -> new WorkerEvent.Note(stamp, "hello"));
      }
      end();
      printer.end(events.snapshot().sequence());
      assertThat(events.snapshot().sequence()).isEqualTo(10_001);
    }
  }

  @Test
  void anAnswerDoesNotComeBeforeTheState() throws Exception {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed, true);
    JsonPrinter<WorkerEvent> printer =
        new JsonPrinter<>(out, EventJson::encode, Duration.ofMinutes(1));
    Thread answering = new Thread(() -> printer.answer("answer"));
    answering.start();
    printer.begin(events.subscribe(printer::print));
    end();
    printer.end(events.snapshot().sequence());
    answering.join();
    assertThat(printed.toString().lines()).first().asString().contains("snapshot");
    assertThat(printed.toString()).contains("answer");
  }
}
