package org.networkrender.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.order.Notice;

class SendingRuleTest {
  @TempDir Path machine;
  private final RenderBackend backend = mock(RenderBackend.class);
  private final List<String> told = new ArrayList<>();
  private Path scene;

  @BeforeEach
  void makeScene() throws Exception {
    machine = machine.toRealPath();
    scene = file("project/shot.blend", "scene");
    lenient().when(backend.recognises(any())).then(call -> has(call.getArgument(0), "scene"));
    lenient()
        .when(backend.kindOf(any()))
        .then(
            call ->
                Stream.of("picture", "font", "scene")
                    .filter(kind -> has(call.getArgument(0), kind))
                    .findFirst());
  }

  private static boolean has(Path file, String content) {
    try {
      return Files.readString(file).equals(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name, String content) throws IOException {
    Path file = machine.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private void check(List<Path> allowed, Path... files) throws RenderException {
    check(allowed, Map.of(), files);
  }

  private void check(List<Path> allowed, Map<Path, Set<String>> kinds, Path... files)
      throws RenderException {
    SceneDescription description =
        SceneDescription.builder(
                scene, FrameSet.of(1), new PixelSize(1, 1), List.of(new PictureName("####.png")))
            .files(List.of(files))
            .kinds(kinds)
            .build();
    SendingRule.check(description, List.of(files), allowed, backend, Map.of(), this::tell);
  }

  private void tell(Notice notice) {
    told.add(notice.text());
  }

  @Test
  void whatTheUserHasChosenForAllScenesIsSent() throws Exception {
    Path colours = file(".config/studio/config.ocio", "colours");
    lenient().when(backend.isChosenByUser(colours, Map.of())).thenReturn(true);

    assertThatCode(() -> check(List.of(), colours)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(List.of(), file(".config/studio/secret", "secret")))
        .isInstanceOf(RenderException.class);
  }

  @Test
  void whatLiesBesideTheSceneOrALibraryIsSent() throws Exception {
    Path library = file("stock/tree.blend", "scene");
    check(
        List.of(),
        file("project/notes.txt", "anything"),
        file("project/tex/a", "x"),
        library,
        file("stock/tex/bark", "x"));
    assertThat(told).isEmpty();
  }

  @Test
  void anAssetFromElsewhereIsSentAndTold() throws Exception {
    Path picture = file("pictures/wood", "picture");
    check(List.of(), picture);
    assertThat(told)
        .containsExactly("sent from other directories than the scene's: " + picture + " (7 bytes)");
  }

  @Test
  void anAssetOfAnotherKindThanItIsNamedAsIsRefused() throws Exception {
    Path font = file("fonts/face", "font");
    Path picture = file("pictures/wood", "picture");
    Map<Path, Set<String>> kinds =
        Map.of(font, Set.of("movie", "picture"), picture, Set.of("movie", "picture"));
    check(List.of(), kinds, picture);
    assertThatThrownBy(() -> check(List.of(), kinds, font, picture))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining(font + " (4 bytes, a font, named as a movie or picture)")
        .hasMessageNotContaining("wood")
        .extracting(e -> ((RenderException) e).advice())
        .asString()
        .contains("--allow-read " + machine.resolve("fonts"));
    check(List.of(machine.resolve("fonts")), kinds, font);
    check(List.of(), kinds, file("project/face", "font"));
  }

  @Test
  void onlyWhatIsNamedAsALibraryMakesItsDirectoryOneOfTheScenes() throws Exception {
    Path other = file("home/other.blend", "scene");
    Path letter = file("home/letter", "Dear");
    check(List.of(), Map.of(other, Set.of("scene")), other, letter);
    assertThatThrownBy(() -> check(List.of(), Map.of(other, Set.of("picture")), other, letter))
        .hasMessageContaining("other.blend (5 bytes, a scene, named as a picture)")
        .hasMessageContaining("letter (4 bytes)");
  }

  @Test
  void anythingElseIsRefusedWithTheFlagThatAllowsIt() throws Exception {
    Path letter = file("documents/my letter.png", "Dear");
    assertThatThrownBy(() -> check(List.of(), letter))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining(letter + " (4 bytes)")
        .extracting(e -> ((RenderException) e).advice())
        .asString()
        .contains("--allow-read " + machine.resolve("documents"));
    assertThatCode(() -> check(List.of(machine.resolve("documents")), letter))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingOfAHiddenDirectoryIsSentNotEvenAPictureOrBesideTheScene() throws Exception {
    Path key = file("project/.ssh/id", "picture");
    Path library = file(".config/x.blend", "scene");
    assertThatThrownBy(() -> check(List.of(), key)).hasMessageContaining(key.toString());
    assertThatThrownBy(() -> check(List.of(), library)).hasMessageContaining(library.toString());
    check(List.of(machine.resolve("project/.ssh")), key);
  }

  @Test
  void noHiddenFileIsSentNotEvenAPictureOrBesideTheScene() throws Exception {
    Path secret = file("project/.netrc", "password");
    Path picture = file("project/.wood", "picture");
    Path library = file("stock/.tree.blend", "scene");
    Path bark = file("stock/bark", "x");
    assertThatThrownBy(() -> check(List.of(), secret, file("project/a", "x")))
        .hasMessageContaining(secret + " (8 bytes)")
        .hasMessageNotContaining("project/a ")
        .extracting(e -> ((RenderException) e).advice())
        .asString()
        .contains("--allow-read " + secret + ";");
    assertThatThrownBy(() -> check(List.of(), picture)).hasMessageContaining(picture.toString());
    assertThatThrownBy(() -> check(List.of(), library, bark))
        .hasMessageContaining(library.toString())
        .hasMessageContaining(bark.toString());
    check(List.of(secret), secret);
    Path shown = Files.createSymbolicLink(machine.resolve("project/.link"), bark);
    check(List.of(machine.resolve("stock")), shown);
    assertThatThrownBy(
            () ->
                check(List.of(), Files.createSymbolicLink(machine.resolve("project/link"), secret)))
        .hasMessageContaining(secret.toString());
  }

  @Test
  void aSceneInAHiddenDirectoryIsBesideItsFiles() throws Exception {
    scene = file(".work/project/shot.blend", "scene");
    check(List.of(), file(".work/project/tex/a", "x"));
  }

  @Test
  void aLinkIsJudgedByWhereItLeads() throws Exception {
    Path key = file("secret/key", "key");
    Path link = Files.createSymbolicLink(machine.resolve("project/wood.png"), key);
    assertThatThrownBy(() -> check(List.of(), link)).hasMessageContaining(key.toString());
    Path directory =
        Files.createSymbolicLink(machine.resolve("project/tex"), machine.resolve("secret"));
    assertThatThrownBy(() -> check(List.of(), directory.resolve("key")))
        .hasMessageContaining(key.toString());
  }
}
