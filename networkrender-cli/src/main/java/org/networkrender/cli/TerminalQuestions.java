package org.networkrender.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PlainText;
import org.networkrender.core.events.JobCommands;
import org.networkrender.core.events.Question;

/** Asks whoever sits at the terminal what a job needs to know. May be used by any thread. */
final class TerminalQuestions {
  private final InputStream in;
  private final JobConsole console;
  private final JobCommands job;
  private final List<Question> open = new ArrayList<>();
  private @Nullable Thread reader;

  /** Prepares; nothing is read before the first question. */
  TerminalQuestions(InputStream in, JobConsole console, JobCommands job) {
    this.in = in;
    this.console = console;
    this.job = job;
  }

  /** Asks; the answer goes to the job when it comes. */
  synchronized void ask(Question question) {
    open.add(question);
    print(question);
    if (reader == null) {
      reader = new Thread(this::read, "answers");
      reader.setDaemon(true);
      reader.start();
    }
  }

  private void print(Question question) {
    console.print(PlainText.line(question.text()) + ".");
    for (Question.Choice choice : question.choices()) {
      console.print("  " + PlainText.line(choice.id()) + " - " + PlainText.line(choice.text()));
    }
    console.print(
        "Type "
            + question.choices().stream()
                .map(Question.Choice::id)
                .map(PlainText::line)
                .collect(Collectors.joining(", "))
            + ", or the first letter, and Enter"
            + question.atMost().map(time -> " within " + Times.clock(time)).orElse("")
            + ":");
  }

  private void read() {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answer(line.strip());
      }
    } catch (IOException e) {
      // An input that breaks has ended.
      console.print("No answer can be read: " + e.getMessage());
    }
    nobody();
  }

  private synchronized void answer(String line) {
    if (open.isEmpty() || line.isEmpty()) {
      return;
    }
    Question question = open.get(0);
    Optional<String> choice =
        question.choices().stream()
            .map(Question.Choice::id)
            .filter(id -> id.equalsIgnoreCase(line) || id.substring(0, 1).equalsIgnoreCase(line))
            .findFirst();
    if (choice.isEmpty()) {
      print(question);
      return;
    }
    open.remove(0);
    give(question, choice.get());
  }

  /** Nobody is left who could answer. */
  private synchronized void nobody() {
    open.forEach(question -> question.otherwise().ifPresent(answer -> give(question, answer)));
    open.clear();
  }

  private void give(Question question, String answer) {
    try {
      job.answer(question.id(), answer);
    } catch (IllegalArgumentException e) {
      console.print(PlainText.line(String.valueOf(e.getMessage())));
    }
  }
}
