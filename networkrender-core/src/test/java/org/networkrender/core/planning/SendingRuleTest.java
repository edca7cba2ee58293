package org.networkrender.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
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
                has(call.getArgument(0), "picture") ? Optional.of("picture") : Optional.empty());
  }

  private static boolean has(Path file, String content) throws IOException {
    return Files.readString(file).equals(content);
  }

  private Path file(String name, String content) throws IOException {
    Path file = machine.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private void check(List<Path> allowed, Path... files) throws RenderException {
    SendingRule.check(scene, List.of(files), allowed, backend, Map.of(), this::tell);
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
