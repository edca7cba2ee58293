package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;

/** Which files a colour configuration needs. */
@Tag("system-only")
class ColourTablesTest {
  @TempDir Path directory;

  @BeforeEach
  void makeTables() throws IOException {
    for (String name : new String[] {"luts/a.spi1d", "looks/b.cube", "looks/a.spi1d", "c.cube"}) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private Path configuration(String text) throws IOException {
    return Files.writeString(directory.resolve("config.ocio"), text);
  }

  private ColourTables read(String text) throws Exception {
    return ColourTables.read(configuration(text));
  }

  @Test
  void tablesAreFoundInTheFirstPlaceThatHasThem() throws Exception {
    ColourTables tables =
        read(
            """
            ocio_profile_version: 2
            search_path: "luts:looks"
            colorspaces:
              - !<ColorSpace>
                name: one
                to_reference: !<GroupTransform>
                  children:
                    - !<FileTransform> {src: a.spi1d, interpolation: linear}
                    - !<FileTransform> {src: gone.spi1d}
                    - !<ColorSpaceTransform> {src: Linear, dst: one}
            looks:
              - !<Look>
                transform: !<FileTransform>
                  src: "b.cube"
            """);

    assertThat(tables.files())
        .containsExactly(directory.resolve("luts/a.spi1d"), directory.resolve("looks/b.cube"));
    assertThat(tables.missing()).containsExactly("gone.spi1d");
  }

  @Test
  void searchPathMayBeAListOrNotThere() throws Exception {
    assertThat(read("search_path: [looks]\nx: !<FileTransform> {src: a.spi1d}\n").files())
        .containsExactly(directory.resolve("looks/a.spi1d"));
    assertThat(read("x: !<FileTransform> {src: c.cube}\n").files())
        .containsExactly(directory.resolve("c.cube"));
  }

  @Test
  void nameWithAVariableMayMeanAnyFileThere() throws Exception {
    assertThat(read("search_path: looks\nx: !<FileTransform> {src: \"${SHOT}.cube\"}\n").files())
        .containsExactlyInAnyOrder(
            directory.resolve("looks/a.spi1d"), directory.resolve("looks/b.cube"));
  }

  @Test
  void whatOtherMachinesCannotFindIsRefused() {
    String file = directory.resolve("c.cube").toString();
    assertThatThrownBy(() -> read("x: !<FileTransform> {src: " + file + "}\n"))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("absolute");
    assertThatThrownBy(() -> read("search_path: /studio/luts\n"))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("/studio/luts");
    assertThatThrownBy(() -> read("search_path: $STUDIO/luts\n"))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("$STUDIO/luts");
  }

  @Test
  void whatIsNoConfigurationIsToldInOneLine() throws Exception {
    String file = configuration("a: [1, 2").toString();
    for (String value : new String[] {file, directory.toString(), "/nowhere/config.ocio"}) {
      assertThatThrownBy(() -> ColourConfiguration.of(Map.of("OCIO", value)))
          .isInstanceOf(RenderException.class)
          .hasMessageContaining(value)
          .hasMessageNotContaining("\n");
    }
    assertThatThrownBy(() -> ColourConfiguration.of(Map.of("OCIO", configuration("") + "")))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void whatTheUserHasChosenIsTheConfigurationAndItsTables() throws Exception {
    Path file = configuration("search_path: luts\nx: !<FileTransform> {src: a.spi1d}\n");
    ChosenColours colours = new ChosenColours(Map.of("OCIO", file.toString()));

    assertThat(colours.has(file.toRealPath())).isTrue();
    assertThat(colours.has(directory.resolve("luts/a.spi1d").toRealPath())).isTrue();
    assertThat(colours.has(directory.resolve("c.cube").toRealPath())).isFalse();
    assertThat(new ChosenColours(Map.of()).has(file.toRealPath())).isFalse();
  }

  /** Blender 5 sets the variable for itself, and what it starts inherits that. */
  @Test
  void blendersOwnOneIsNoChoice() throws Exception {
    for (String own : new String[] {"/usr/share/blender/", "C:\\Blender\\5.2\\"}) {
      String file = own + "datafiles/colormanagement/config.ocio";
      assertThat(ColourConfiguration.of(Map.of("OCIO", file)).name()).isEmpty();
    }
  }

  @Test
  void builtInOneAndAnArchiveNeedNoTables() throws Exception {
    assertThat(ColourConfiguration.of(Map.of("OCIO", "ocio://default")).files()).isEmpty();
    Path archive = Files.write(directory.resolve("studio.ocioz"), new byte[] {'P', 'K'});
    assertThat(ColourConfiguration.of(Map.of("OCIO", archive + "")).files())
        .containsExactly(archive);
    assertThat(ColourConfiguration.of(Map.of()).name()).isEmpty();
  }
}
