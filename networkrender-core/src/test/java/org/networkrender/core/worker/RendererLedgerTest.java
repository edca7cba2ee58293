package org.networkrender.core.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.primitives.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
@DisabledOnOs(OS.WINDOWS)
class RendererLedgerTest {
  @TempDir Path directory;
  private final Shell shell = new Shell();
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("renderers");
  }

  @AfterEach
  void endAll() {
    shell.close();
  }

  private RendererLedger ledger() {
    return new RendererLedger(file);
  }

  @Test
  void endsWhatWasNotedWithAllThatItStarted() throws Exception {
    ProcessHandle root = shell.start("sleep 1000 & echo ready; wait");
    List<ProcessHandle> children = root.children().toList();
    assertThat(children).hasSize(1);
    ledger().note(List.of(root));

    assertThat(ledger().endLeftovers()).isEqualTo(1);

    assertThat(root.isAlive()).isFalse();
    await().atMost(Duration.ofSeconds(60)).until(() -> !children.get(0).isAlive());
    assertThat(file).doesNotExist();
    assertThat(ledger().endLeftovers()).isZero();
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenTheNextTime() throws Exception {
    ProcessHandle root = shell.start("echo ready; read line");
    file = directory.resolve("later").resolve("renderers");
    RendererLedger ledger = ledger();
    ledger.note(List.of(root));
    Files.createDirectory(file.getParent());
    ledger.note(List.of(root));
    assertThat(ledger().endLeftovers()).isEqualTo(1);
    assertThat(root.isAlive()).isFalse();
  }

  @Test
  void endsAStoppedProcessToo() throws Exception {
    ProcessHandle root = shell.start("echo ready; read line");
    ledger().note(List.of(root));
    Shell.signal("STOP", root.pid());
    assertThat(ledger().endLeftovers()).isEqualTo(1);
    assertThat(root.isAlive()).isFalse();
  }

  /** A starter is noted, and becomes the renderer before the worker looks again. */
  @Test
  void endsWhatBecameAnotherProgram() throws Exception {
    ProcessHandle root = shell.start("echo ready; read line; exec sleep 1000");
    ledger().note(List.of(root));
    shell.tell("go");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> root.info().command().filter(name -> name.endsWith("sleep")).isPresent());

    assertThat(ledger().endLeftovers()).isEqualTo(1);

    assertThat(root.isAlive()).isFalse();
  }

  @Test
  void leavesAloneWhatOnlyHasTheSameNumber() throws Exception {
    ProcessHandle other = shell.start("echo ready; read line");
    ledger().note(List.of(other));
    String line = Files.readString(file).strip();
    String[] words = line.split(" ", 3);
    List<String> lies =
        List.of(
            words[0] + " " + (Long.parseLong(words[1]) - 60_000) + " " + words[2],
            words[0] + " " + (Long.parseLong(words[1]) + 1000) + " /usr/bin/blender",
            "99999999999999 " + words[1] + " " + words[2],
            words[0] + " " + words[1],
            words[0]);
    Files.write(file, lies, UTF_8);

    assertThat(ledger().endLeftovers()).isZero();

    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void readsWhatIsStillThereOfAGarbledFile() throws Exception {
    ProcessHandle root = shell.start("echo ready; read line");
    ledger().note(List.of(root));
    byte[] noise = {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, '\n'};
    Files.write(file, Bytes.concat(noise, Files.readAllBytes(file), noise));
    assertThat(ledger().endLeftovers()).isEqualTo(1);
    assertThat(root.isAlive()).isFalse();
  }

  @Test
  void forgetsWhatHasEnded() throws Exception {
    RendererLedger ledger = ledger();
    ProcessHandle first = shell.start("echo ready; read line");
    ledger.note(List.of(first));
    first.destroyForcibly();
    await().atMost(Duration.ofSeconds(60)).until(() -> !first.isAlive());
    ProcessHandle second = shell.start("echo ready; read line");
    ledger.note(List.of(second));
    assertThat(Files.readAllLines(file)).singleElement().asString().startsWith(second.pid() + " ");
  }

  @Test
  void whatCannotBeWrittenStopsNothing() throws Exception {
    Files.createDirectory(directory.resolve("renderers.new"));
    ledger().note(List.of(shell.start("echo ready; read line")));
    assertThat(file).doesNotExist();
  }
}
