package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** With real processes. */
@DisabledOnOs(OS.WINDOWS)
class ProcessTreeTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Shell shell = new Shell();
  private final ProcessTree tree = new ProcessTree();

  @AfterEach
  void endAll() {
    shell.close();
  }

  @Test
  void processorTimeOfAGrandchildIsASignOfWork() throws Exception {
    ProcessHandle root =
        shell.start("sh -c '(while :; do :; done) & echo ready; wait' & cat >/dev/null");
    tree.look(Optional.of(root));
    await().atMost(LONG).until(() -> tree.look(Optional.of(root)));
    await().atMost(LONG).until(() -> tree.look(Optional.of(root)));
  }

  @Test
  void aStoppedTreeShowsNothing() throws Exception {
    ProcessHandle root = shell.start("echo ready; while :; do :; done");
    assertThat(tree.look(Optional.of(root))).as("a new process is a sign").isTrue();
    Shell.signal("STOP", root.pid());
    await().atMost(LONG).until(() -> !tree.look(Optional.of(root)));
    assertThat(tree.look(Optional.of(root))).isFalse();
    tree.kill();
    await().atMost(LONG).until(() -> !root.isAlive());
  }

  @Test
  void endsWhatAProcessLeftWhenItEnded() throws Exception {
    ProcessHandle root = shell.start("sh -c 'sleep 1000 & echo ready; read line' ");
    tree.look(Optional.of(root));
    List<ProcessHandle> all = tree.processes();
    assertThat(all).hasSizeGreaterThanOrEqualTo(2).contains(root);
    shell.tell("end");
    await().atMost(LONG).until(() -> !root.isAlive());
    assertThat(all).anyMatch(ProcessHandle::isAlive);
    tree.kill();
    await().atMost(LONG).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void nothingIsKnownOfWhatHasNoProcess() {
    assertThat(tree.look(Optional.empty())).isFalse();
    assertThat(tree.processes()).isEmpty();
    tree.kill();
  }
}
