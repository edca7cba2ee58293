package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/** What Blender leaves out fails the frames of a session, unless the look has told of it. */
class SessionLossesTest {
  private static final String COLOURS =
      "Color management: scene \"Scene\" view \"AgX\" not found, setting to \"Standard\".";
  private static final String LAYER =
      "Warning: in _ReportErrors at line 3315 of /x/stage.cpp -- Could not load sublayer"
          + " @/job/usd/sub.usda@ of layer @/job/usd/main.usda@; skipping.";
  private static final String INCLUDE =
      "ERROR: error: /job/sh/leak.osl:2:10: fatal error: 'lib/colours.h' file not found";
  private static final List<String> DRIVER =
      List.of(
          "\tBPY_driver_exec: restricted access disallows name 'range', enable auto-execution to"
              + " support",
          "",
          "Error in PyDriver: expression failed: sum(range(3))*10.0");

  private static SessionLosses opened(Map<String, String> properties, String... lines)
      throws RenderException {
    SessionLosses losses = new SessionLosses(properties);
    List.of(lines).forEach(losses::line);
    losses.opened();
    return losses;
  }

  private static String failure(Map<String, String> properties, List<String> lines)
      throws RenderException {
    SessionLosses losses = opened(properties);
    lines.forEach(losses::line);
    return losses.failure().map(RenderException::getMessage).orElse("");
  }

  @Test
  void aWorkerWithoutColoursThatTheClientHasRefuses() {
    assertThatThrownBy(() -> opened(Map.of(), COLOURS))
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED))
        .hasMessageContaining("the view transform AgX of the scene \"Scene\"");
  }

  @Test
  void coloursThatTheClientLacksTooArePutUpWith() throws Exception {
    String told = SessionLosses.property(List.of(COLOURS)).orElseThrow();
    assertThat(opened(Map.of(SceneProperties.TOLD, told), COLOURS).failure()).isEmpty();
    assertThatThrownBy(
            () -> opened(Map.of(SceneProperties.TOLD, told), COLOURS.replace("AgX", "Khronos PBR")))
        .hasMessageContaining("Khronos PBR");
  }

  @Test
  void aPropertyThatMakesNoSenseTellsNothing() {
    for (String told : List.of("", "nonsense", "{}", "[[]]", "7")) {
      assertThatThrownBy(() -> opened(Map.of(SceneProperties.TOLD, told), COLOURS))
          .hasMessageContaining("AgX");
    }
  }

  @Test
  void nothingIsToldWhereNothingIsLacking() {
    assertThat(SessionLosses.property(List.of("Warning: a bone has no parent"))).isEmpty();
  }

  @Test
  void filesThatAreNotReadFail() throws Exception {
    assertThat(failure(Map.of(), List.of(LAYER))).contains("sub.usda");
    assertThat(failure(Map.of(), List.of(INCLUDE))).contains("colours.h");
  }

  @Test
  void filesThatTheLookHasToldOfDoNot() throws Exception {
    Map<String, String> lacking = Map.of(SceneProperties.LACKING, "true");
    assertThat(failure(lacking, List.of(LAYER, INCLUDE))).isEmpty();
    String told = SessionLosses.property(List.of(LAYER.replace("/job/", "/home/"))).orElseThrow();
    Map<String, String> same = Map.of(SceneProperties.TOLD, told);
    assertThat(failure(same, List.of(LAYER))).isEmpty();
    assertThat(failure(same, List.of(LAYER, INCLUDE))).contains("colours.h");
  }

  @Test
  void whatIsSaidWhileTheSceneIsOpenedMayYetBeMapped() throws Exception {
    assertThat(opened(Map.of(), LAYER, DRIVER.get(0)).failure()).isEmpty();
  }

  @Test
  void aDriverIsNamedByItsExpression() throws Exception {
    assertThat(failure(Map.of(), DRIVER)).contains("sum(range(3))*10.0");
    assertThat(failure(Map.of(SceneProperties.REFUSED_DRIVERS, "true"), DRIVER)).isEmpty();
    assertThat(failure(Map.of(), DRIVER.subList(2, 3))).isEmpty();
  }

  /** Objects and scenes may be called anything. */
  @Test
  void aLineOfProgressIsNoFailure() throws Exception {
    String progress =
        "Fra:1 Mem:9.56M (Peak 9.63M) | Time:00:00.00 | Mem:0.00M, Peak:0.00M | Scene, ViewLayer |"
            + " Synchronizing object | Could not open asset @x.usd@ restricted access disallows";
    assertThat(failure(Map.of(), List.of(progress))).isEmpty();
  }
}
