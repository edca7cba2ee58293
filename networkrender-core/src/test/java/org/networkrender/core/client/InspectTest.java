package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.Notice;

/** A look into a scene that renders nothing. */
class InspectTest extends FarmFixture {
  private final List<String> told = new ArrayList<>();

  private void tell(Notice notice) {
    told.add(notice.text());
  }

  @Test
  void aRendererOfThisMachineLooksAndNothingIsWritten() throws Exception {
    FakeBackend own = spy(new FakeBackend());
    Farm farm = farm(false, own);

    SceneReport report = farm.inspect(order("1-3"), false, this::tell);

    assertThat(report.scene().frames()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(report.cost()).isEmpty();
    verify(own).inspect(any(), any(), any());
    verify(own, never()).open(any());
    assertThat(output()).doesNotExist();
    assertThat(report.refusal()).isEmpty();
  }

  @Test
  void whatMayNotBeSentIsTold() throws Exception {
    Path secret = Files.createDirectories(directory.resolve("elsewhere/.ssh")).resolve("id_rsa");
    Files.writeString(secret, "secret");
    Farm farm = farm(false, new FakeBackend());

    SceneReport report = farm.inspect(order("1\nlinks elsewhere/.ssh/id_rsa"), false, this::tell);

    assertThat(report.refusal()).get().asString().contains("id_rsa").contains("--allow-read");
  }

  @Test
  void aWorkerLooksWhereThisMachineCannot() throws Exception {
    FakeBackend theirs = spy(new FakeBackend());
    Farm farm = farm(false, new AbsentBackend(), worker("alpha", theirs));

    SceneReport report = farm.inspect(order("1-3"), true, this::tell);

    assertThat(report.scene().frames()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(report.cost()).isEmpty();
    verify(theirs).look(any());
    assertThat(told)
        .anyMatch(line -> line.contains("alpha looked into the scene"))
        .anyMatch(line -> line.contains("is not measured"));
  }

  @Test
  void aClosedFarmSaysSo() throws Exception {
    Farm farm = farm(false, new FakeBackend());
    farm.close();

    assertThatThrownBy(() -> farm.inspect(order("1-3"), false, this::tell))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("closed");
  }
}
