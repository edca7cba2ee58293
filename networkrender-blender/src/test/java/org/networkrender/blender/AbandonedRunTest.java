package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that runs once leaves nothing behind either when whoever started it is killed. */
@Tag("processes")
class AbandonedRunTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"probe.py", "session.py", "frame_cost.py"})
  void scriptWhoseInputEndsRemovesItsDirectory(String script) throws Exception {
    Scenes.make(temporary, Scenes.TINY + "save('tiny.blend')\n");
    SessionDirectory directory = SessionDirectory.create(temporary);
    Files.writeString(directory.file("request.json"), request().toString());

    Process blender =
        new ProcessBuilder(
                Scenes.program().toString(), "-b", "-P", directory.file(script).toString())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("log").toFile())
            .start();
    blender.getOutputStream().close();

    assertThat(blender.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(directory.root()).doesNotExist();
  }

  @Test
  void whatIsWrittenWhileItIsRemovedDoesNotStay() throws Exception {
    SessionDirectory directory = SessionDirectory.create(temporary);
    Path script =
        Files.writeString(
            temporary.resolve("late.py"),
            """
            import os
            import sys
            here = sys.argv[-1]
            sys.path.insert(0, here)
            import orphan
            remove = os.rmdir
            late = [os.path.join(here, 'late')]
            def after_a_late_file(path, **more):
                if late and path == here:
                    open(late.pop(), 'w').close()
                remove(path, **more)
            os.rmdir = after_a_late_file
            orphan.end(here)
            """);
    Scenes.blender(temporary, "-P", script.toString(), "--", directory.root().toString());
    assertThat(directory.root()).doesNotExist();
  }

  /** Also when it fails because nobody reads its answer, or because its files are going. */
  @ParameterizedTest
  @ValueSource(strings = {"", "raise OSError('nobody reads this')"})
  void aScriptThatEndsMeanwhileDoesNotEndTheRemoval(String end) throws Exception {
    SessionDirectory directory = SessionDirectory.create(temporary);
    Path script =
        Files.writeString(
            directory.file("short.py"),
            """
            import os
            import sys
            import threading
            import time
            directory = os.path.dirname(os.path.abspath(__file__))
            sys.path.insert(0, directory)
            import orphan
            removing = threading.Event()
            unlink = os.unlink
            def slowly(path, **more):
                removing.set()
                time.sleep(0.02)
                unlink(path, **more)
            os.unlink = slowly
            orphan.watch(directory)
            print('watching', flush=True)
            removing.wait()
            """
                + end);
    Installation installation = BlenderFinder.ofThisMachine().find(List.of()).get(0);
    Process blender =
        new ProcessBuilder(installation.command(script, 1)).redirectErrorStream(true).start();
    try (BufferedReader lines = blender.inputReader()) {
      assertThat(lines.lines().anyMatch("watching"::equals)).isTrue();
      blender.getOutputStream().close();
      assertThat(blender.waitFor(10, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(directory.root()).doesNotExist();
  }

  @Test
  void aRemovalThatIsCutOffIsCompletedByTheNext() throws Exception {
    Path left = Files.createDirectory(temporary.resolve("blender-1"));
    for (String name : List.of("a", "b", "networkrender.lock", "x", "y", "z")) {
      Files.createFile(left.resolve(name));
    }
    SessionDirectory mine =
        SessionDirectory.create(Files.createDirectory(temporary.resolve("mine")));
    Path script =
        Files.writeString(
            temporary.resolve("killed.py"),
            """
            import os
            import sys
            sys.path.insert(0, sys.argv[-2])
            import orphan
            unlink = os.unlink
            removed = []
            def only_five(path, **more):
                if len(removed) == 5:
                    os._exit(0)
                removed.append(path)
                unlink(path, **more)
            os.unlink = only_five
            orphan.end(sys.argv[-1])
            """);
    Scenes.blender(
        temporary, "-P", script.toString(), "--", mine.root().toString(), left.toString());
    assertThat(left).isDirectoryContaining("glob:**.lock");
    SessionDirectory.sweep(temporary);
    assertThat(left).doesNotExist();
  }

  private JsonObject request() {
    JsonObject request = new JsonObject();
    request.addProperty("scene", temporary.resolve("tiny.blend").toString());
    request.addProperty("frame", 1);
    request.addProperty("fileLimit", 1000);
    request.addProperty("started", 0);
    request.add("options", new JsonObject());
    return request;
  }
}
