package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
    return new BlenderFinder(disk, platform, variables, home).find(Optional.empty()).toString();
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
      assertThat(finder.find(Optional.of(disk.getPath(named[0])))).hasToString(named[1]);
    }
  }

  @Test
  void saysWhatToDoWhenThereIsNone() throws Exception {
    FileSystem disk = disk(LINUX, "/usr/bin/povray");
    assertThatThrownBy(() -> found(disk, Platform.LINUX, Map.of("PATH", "/usr/bin")))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE);
              assertThat(e.line()).contains("was not found").contains("--blender");
            });
  }
}
