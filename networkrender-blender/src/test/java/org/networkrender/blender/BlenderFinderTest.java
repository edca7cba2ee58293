package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.blender.BlenderFinder.Platform;

/** Blender is found where each system keeps it. */
class BlenderFinderTest {
  private static final Configuration LINUX = Configuration.unix();
  private static final Configuration MACOS = Configuration.osX();
  private static final Configuration WINDOWS = Configuration.windows();

  private static FileSystem disk(Configuration configuration, String... programs) throws Exception {
    FileSystem disk = Jimfs.newFileSystem(configuration);
    for (String program : programs) {
      Path path = disk.getPath(program);
      Files.createDirectories(path.getParent());
      Files.createFile(path);
    }
    return disk;
  }

  private static String found(FileSystem disk, Platform platform, Map<String, String> variables)
      throws RenderException {
    String home = platform == Platform.MACOS ? "/Users/ada" : "/home/ada";
    return all(disk, platform, variables, home).get(0);
  }

  private static List<String> all(
      FileSystem disk, Platform platform, Map<String, String> variables, String home)
      throws RenderException {
    return new BlenderFinder(disk, platform, variables, home)
        .find(List.of()).stream().map(Installation::toString).toList();
  }

  /** Makes the directory of a Python's module. */
  private static void module(FileSystem disk, String directory) throws Exception {
    Files.createDirectories(disk.getPath(directory).resolve("bpy"));
  }

  @Test
  void thePathComesBeforeTheUsualPlaces() throws Exception {
    FileSystem disk = disk(LINUX, "/usr/bin/blender", "/tools/blender");
    assertThat(found(disk, Platform.LINUX, Map.of("PATH", "/bin::/tools:/usr/bin")))
        .isEqualTo("/tools/blender");
    assertThat(found(disk, Platform.LINUX, Map.of())).isEqualTo("/usr/bin/blender");
  }

  @Test
  void unpackedArchivesOnLinuxTheNewestFirst() throws Exception {
    FileSystem disk =
        disk(
            LINUX,
            "/home/ada/blender-4.10.0-linux-x64/blender",
            "/home/ada/blender-4.2.3-linux-x64/blender",
            "/home/ada/blender-9-without-program/readme");
    assertThat(found(disk, Platform.LINUX, Map.of()))
        .isEqualTo("/home/ada/blender-4.10.0-linux-x64/blender");
  }

  @Test
  void programFilesOnWindows() throws Exception {
    FileSystem disk =
        disk(
            WINDOWS,
            "C:\\Program Files\\Blender Foundation\\Blender 3.6\\blender.exe",
            "C:\\Program Files\\Blender Foundation\\Blender 4.2\\blender.exe");
    assertThat(found(disk, Platform.WINDOWS, Map.of("Path", "C:\\Windows")))
        .isEqualTo("C:\\Program Files\\Blender Foundation\\Blender 4.2\\blender.exe");
    FileSystem other = disk(WINDOWS, "C:\\Blender\\blender.exe");
    assertThat(found(other, Platform.WINDOWS, Map.of("Path", "C:\\Windows;C:\\Blender")))
        .isEqualTo("C:\\Blender\\blender.exe");
  }

  @Test
  void applicationsOnMacos() throws Exception {
    FileSystem disk = disk(MACOS, "/Applications/Blender.app/Contents/MacOS/Blender");
    assertThat(found(disk, Platform.MACOS, Map.of("PATH", "/usr/bin")))
        .isEqualTo("/Applications/Blender.app/Contents/MacOS/Blender");
  }

  @Test
  void theUserMayNameTheProgramOrItsDirectory() throws Exception {
    FileSystem disk =
        disk(LINUX, "/a/b/my-blender", "/c/blender", "/d/Blender.app/Contents/MacOS/Blender");
    BlenderFinder finder = new BlenderFinder(disk, Platform.LINUX, Map.of(), "/home/ada");
    for (String[] named :
        new String[][] {
          {"/a/b/my-blender", "/a/b/my-blender"},
          {"/c", "/c/blender"},
          {"/d/Blender.app", "/d/Blender.app/Contents/MacOS/Blender"}
        }) {
      assertThat(finder.find(List.of(disk.getPath(named[0]))))
          .singleElement()
          .hasToString(named[1]);
    }
  }

  @Test
  void allOfAMachineAreFoundEachOnce() throws Exception {
    FileSystem disk =
        disk(
            LINUX,
            "/usr/bin/blender",
            "/opt/blender-4.5.1-linux-x64/blender",
            "/home/ada/blender-5.2.0-linux-x64/blender",
            "/home/ada/.local/share/networkrender/bpy/bin/python3",
            "/venv/bin/python3",
            "/usr/bin/python3");
    Files.createSymbolicLink(disk.getPath("/bin"), disk.getPath("/usr/bin"));
    module(disk, "/home/ada/.local/share/networkrender/bpy/lib/python3.13/site-packages");
    module(disk, "/venv/lib/python3.11/site-packages");
    assertThat(
            all(
                disk,
                Platform.LINUX,
                Map.of("PATH", "/bin:/usr/bin:/venv/bin", "VIRTUAL_ENV", "/venv"),
                "/home/ada"))
        .containsExactly(
            "/bin/blender",
            "/opt/blender-4.5.1-linux-x64/blender",
            "/home/ada/blender-5.2.0-linux-x64/blender",
            "/venv/bin/python3",
            "/home/ada/.local/share/networkrender/bpy/bin/python3");
  }

  @Test
  void twoEnvironmentsOfOnePythonAreTwo() throws Exception {
    FileSystem disk = disk(LINUX, "/usr/bin/python3.11");
    for (String place : List.of("/a", "/b")) {
      Files.createDirectories(disk.getPath(place, "bin"));
      for (String name : List.of("python3", "python")) {
        Files.createSymbolicLink(
            disk.getPath(place, "bin", name), disk.getPath("/usr/bin/python3.11"));
      }
      module(disk, place + "/lib/python3.11/site-packages");
    }
    assertThat(all(disk, Platform.LINUX, Map.of("PATH", "/a/bin:/b/bin"), "/home/ada"))
        .containsExactly("/a/bin/python3", "/b/bin/python3");
  }

  @Test
  void aPythonOnWindowsThatHasTheModule() throws Exception {
    FileSystem disk = disk(WINDOWS, "C:\\venv\\Scripts\\python.exe");
    assertThatThrownBy(() -> found(disk, Platform.WINDOWS, Map.of("VIRTUAL_ENV", "C:\\venv")))
        .isInstanceOf(RenderException.class);
    module(disk, "C:\\venv\\Lib\\site-packages");
    assertThat(found(disk, Platform.WINDOWS, Map.of("VIRTUAL_ENV", "C:\\venv")))
        .isEqualTo("C:\\venv\\Scripts\\python.exe");
  }

  @Test
  void theVariableStandsInForWhatTheUserNames() throws Exception {
    FileSystem disk = disk(LINUX, "/usr/bin/blender", "/a/blender", "/b/bin/python3", "/c/blender");
    Map<String, String> variables = Map.of(BlenderFinder.VARIABLE, "/a:/b", "PATH", "/usr/bin");
    assertThat(all(disk, Platform.LINUX, variables, "/home/ada"))
        .containsExactly("/a/blender", "/b/bin/python3");
    BlenderFinder finder = new BlenderFinder(disk, Platform.LINUX, variables, "/home/ada");
    assertThat(finder.find(List.of(disk.getPath("/c")))).singleElement().hasToString("/c/blender");
  }

  @Test
  void whatTheUserNamesMustBeThere() throws Exception {
    FileSystem disk = disk(LINUX, "/usr/bin/blender", "/empty/readme");
    BlenderFinder finder = new BlenderFinder(disk, Platform.LINUX, Map.of(), "/home/ada");
    assertThatThrownBy(() -> finder.find(List.of(disk.getPath("/empty"))))
        .hasMessage("There is no Blender in the directory /empty");
    assertThatThrownBy(
            () -> finder.find(List.of(disk.getPath("/usr/bin"), disk.getPath("/absent"))))
        .hasMessage("There is no program that can be started at /absent");
  }

  @Test
  void saysWhatToDoWhenThereIsNone() throws Exception {
    FileSystem disk = disk(LINUX, "/usr/bin/povray");
    assertThatThrownBy(() -> found(disk, Platform.LINUX, Map.of("PATH", "/usr/bin")))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED);
              assertThat(e.line()).contains("was not found").contains("--blender");
            });
  }
}
