package org.networkrender.core.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.testkit.LockProbe;
import org.networkrender.core.assets.ContentSource;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.Guest;

class WorkspaceTest {
  @TempDir Path base;
  private final Shell shell = new Shell();

  @AfterEach
  void endAll() {
    shell.close();
  }

  /** As a worker leaves its directory that is killed while it renders. */
  private ProcessHandle crash(String part) throws Exception {
    Path directory = Files.createDirectories(base.resolve(part));
    Files.createFile(directory.resolve("lock"));
    Files.writeString(Files.createDirectories(directory.resolve("jobs/1/scene")).resolve("a"), "a");
    Files.createDirectories(directory.resolve("sessions/blender-1/tmp"));
    ProcessHandle renderer = shell.start("echo ready; read line");
    new RendererLedger(directory.resolve("renderers")).note(List.of(renderer));
    return renderer;
  }

  @Test
  void whatACrashLeftIsGoneAfterTheNextStart() throws Exception {
    ProcessHandle renderer = crash("worker-1");
    try (Workspace workspace = Workspace.claim(base)) {
      assertThat(renderer.isAlive()).isFalse();
      assertThat(workspace.jobs()).isEmptyDirectory();
      assertThat(workspace.sessions()).isEmptyDirectory();
      assertThat(workspace.leftovers()).contains("ended 1 renderer process");
    }
  }

  @Test
  void soIsWhatAnotherWorkerLeftThatIsNotStartedAgain() throws Exception {
    ProcessHandle renderer = crash("worker-2");
    try (Workspace workspace = Workspace.claim(base)) {
      assertThat(renderer.isAlive()).isFalse();
      assertThat(workspace.leftovers()).isEmpty();
      assertThat(base.resolve("worker-2/jobs")).doesNotExist();
      assertThat(base.resolve("worker-2/sessions")).doesNotExist();
    }
  }

  @Test
  void aPartOfAnotherThatCannotBeCleanedKeepsNobodyOut() throws Exception {
    // Where nothing can be locked.
    Files.createDirectories(base.resolve("worker-2/lock"));
    Path left = Files.createDirectories(base.resolve("worker-2/jobs/1"));
    try (Workspace workspace = Workspace.claim(base)) {
      assertThat(workspace.jobs()).isEqualTo(base.resolve("worker-1/jobs"));
      assertThat(left).exists();
    }
  }

  /** Where a program that closes any channel of a file loses all its locks on it. */
  @Test
  void whoLooksForAFreePartLeavesTheOthersLocked() throws Exception {
    try (Workspace first = Workspace.claim(base);
        Workspace second = Workspace.claim(base)) {
      assertThat(first.jobs()).isNotEqualTo(second.jobs());
      assertThat(LockProbe.isFree(base.resolve("worker-1/lock"))).isFalse();
      assertThat(LockProbe.isFree(base.resolve("worker-2/lock"))).isFalse();
    }
    assertThat(LockProbe.isFree(base.resolve("worker-1/lock"))).isTrue();
    try (Workspace again = Workspace.claim(base)) {
      assertThat(again.jobs()).isEqualTo(base.resolve("worker-1/jobs"));
    }
  }

  @Test
  void whatCannotBeClaimedIsNotKeptLocked() throws Exception {
    Path ledger = Files.createDirectories(base.resolve("worker-1/renderers"));
    assertThatThrownBy(() -> Workspace.claim(base)).isInstanceOf(RenderException.class);
    Files.delete(ledger);
    try (Workspace workspace = Workspace.claim(base)) {
      assertThat(workspace.jobs()).isEqualTo(base.resolve("worker-1/jobs"));
    }
  }

  @Test
  void whatAnotherWorkerUsesIsLeftAlone() throws Exception {
    try (Workspace first = Workspace.claim(base)) {
      ProcessHandle renderer = shell.start("echo ready; read line");
      first.renderers().note(List.of(renderer));
      Path file = Files.writeString(first.jobs().resolve("file"), "kept");
      try (Workspace second = Workspace.claim(base)) {
        assertThat(second.jobs()).isNotEqualTo(first.jobs());
        assertThat(renderer.isAlive()).isTrue();
        assertThat(file).hasContent("kept");
      }
    }
  }

  @Test
  void nothingIsToldAfterAnOrdinaryEnd() throws Exception {
    try (Workspace workspace = Workspace.claim(base)) {
      Files.writeString(workspace.jobs().resolve("file"), "left");
      workspace.renderers().note(List.of(shell.start("echo ready; read line")));
    }
    try (Workspace workspace = Workspace.claim(base)) {
      assertThat(workspace.leftovers()).isEmpty();
    }
  }

  @Test
  void contentsTakeNothingOfWhatIsToStayFree() throws Exception {
    try (Workspace workspace = Workspace.claim(base)) {
      long much = Long.MAX_VALUE / 2;
      assertThat(workspace.openStore(1 << 20, OptionalLong.of(0)).spareBytes()).isNotNegative();
      assertThat(workspace.openStore(1 << 20, OptionalLong.of(much)).spareBytes()).isNegative();
    }
  }

  @Test
  void nothingIsFetchedTwiceWhenAWorkerIsStartedAgain() throws Exception {
    byte[] scene = "scene".getBytes(UTF_8);
    AtomicInteger fetched = new AtomicInteger();
    ContentSource source =
        (content, offset, bytes, sink) -> {
          fetched.incrementAndGet();
          sink.write(ByteBuffer.wrap(scene, (int) offset, scene.length - (int) offset));
        };
    for (int start = 0; start < 3; start++) {
      try (Workspace workspace = Workspace.claim(base);
          ContentStore.Hold hold =
              workspace
                  .openStore(1 << 20, OptionalLong.of(0))
                  .obtain(Sha256.of(scene), scene.length, new Guest(this, null), source)) {
        assertThat(hold.file()).hasBinaryContent(scene);
      }
    }
    assertThat(fetched).hasValue(1);
  }
}
