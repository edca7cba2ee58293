package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.core.providers.BrokenBackend;
import org.networkrender.core.providers.ChosenProviders;

class DefectTest {
  @Test
  void whatNobodyExpectsIsADefectOnlyWhereNoProviderIsBehindIt() {
    RenderBackend backend = ChosenProviders.rendering(new BrokenBackend()).backends().get(0);
    Throwable fault = catchThrowable(() -> backend.recognises(Path.of("scene")));
    assertThat(Defect.of(new CompletionException(fault)))
        .hasMessageContaining("'broken'")
        .hasMessageEndingWith("is at fault: java.lang.IllegalStateException: recognises")
        .returns(ErrorKind.INTERNAL, RenderException::kind);
    assertThat(Defect.of(new IllegalStateException("ours")))
        .hasMessage("A defect in networkrender: java.lang.IllegalStateException: ours");
  }
}
