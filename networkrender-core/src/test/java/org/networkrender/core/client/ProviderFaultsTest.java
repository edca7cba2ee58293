package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.providers.BrokenBackend;
import org.networkrender.core.providers.ChosenProviders;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerSettings;

/** A backend that is at fault is named, and whatever can go on does. */
class ProviderFaultsTest extends FarmFixture {
  private static final String BROKEN =
      "The RenderBackend 'broken' (" + BrokenBackend.class.getName() + ") is at fault: ";

  private final HeardNotices heard = new HeardNotices();

  @Test
  void aWorkerTellsWhichBackendItDoesNotOffer() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Worker worker = Worker.start(workerSettings(twoBackends()), lines::add)) {
      assertThat(worker.backends()).hasSize(1);
      await().until(() -> lines.stream().anyMatch(ProviderFaultsTest::isAboutTheProbe));
    }
  }

  @Test
  void aClientTellsWhichBackendItDoesNotUse() throws Exception {
    Farm farm = farm(farmSettings(true, twoBackends()));
    assertThat(end(farm.submit(order("1-2"), heard)).outcome())
        .isEqualTo(JobReport.Outcome.COMPLETE);
    await().until(() -> heard.warnings().stream().anyMatch(ProviderFaultsTest::isAboutTheProbe));
  }

  @Test
  void oneThatCannotTellItsScenesDoesNotStopTheNext() throws Exception {
    Farm farm = farm(farmSettings(true, twoBackends()));
    end(farm.submit(order("1"), heard));
    await()
        .untilAsserted(
            () ->
                assertThat(heard.warnings())
                    .contains(BROKEN + "java.lang.IllegalStateException: recognises"));
  }

  @Test
  void whereNoneKnowsTheSceneTheOneAtFaultIsNamed() throws Exception {
    Farm farm = farm(farmSettings(false, ChosenProviders.rendering(new BrokenBackend())));
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> farm.submit(order("1"), heard))
        .withMessageContaining("is not a scene that can be rendered here");
    await()
        .untilAsserted(
            () ->
                assertThat(heard.warnings())
                    .contains(BROKEN + "java.lang.IllegalStateException: recognises"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mismatch", "partMismatch", "difference"})
  void oneThatCannotJudgeAWorkerIsNamedAsTheReason(String method) throws Exception {
    Worker worker = worker("worker", new FakeBackend());
    Farm farm = farm(farmSettings(false, only(failing(method)), worker));
    RenderJob job = farm.submit(order("1"), heard);
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(job::await)
        .withMessageContaining("worker: The RenderBackend 'fake' (")
        .withMessageContaining("is at fault: java.lang.IllegalStateException: " + method);
  }

  @Test
  void aFaultInWhatIsNotNeededStopsNothing() throws Exception {
    for (String method : List.of("isWaiting", "endWaiting")) {
      Farm farm = Farm.open(farmSettings(true, only(failing(method))));
      RenderJob job = farm.submit(order("1"), heard);
      assertThat(end(job).outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
      farm.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DEFECT, java.lang.IllegalStateException: a defect",
    "MISSING_METHOD, java.lang.NoSuchMethodError: a method"
  })
  void aSessionThatThrowsIsToldWithItsBackend(FakeBackend.Fault fault, String thrown)
      throws Exception {
    FakeBackend backend = new FakeBackend();
    backend.faults(frame -> fault);
    List<String> lines = new CopyOnWriteArrayList<>();
    WorkerLimits limits = new WorkerLimits(WorkerLimits.DEFAULT_SILENCE, OptionalLong.of(0));
    Worker worker = worker("worker", backend, limits, lines::add);
    RenderJob job = farm(false, new FakeBackend(), worker).submit(order("1"), heard);
    String told =
        "failed: 1: the RenderBackend 'fake' ("
            + FakeBackend.class.getName()
            + ") is at fault: "
            + thrown;
    await().until(() -> lines.stream().anyMatch(line -> line.contains(told)));
    job.cancel();
    end(job);
  }

  private static boolean isAboutTheProbe(String text) {
    return text.contains("the backend broken is not offered: " + BROKEN)
        && text.contains("IllegalStateException: probe");
  }

  private static Providers twoBackends() {
    return new ChosenProviders(
        Providers.load(), List.of(new BrokenBackend(), new FakeBackend()), List.of());
  }

  private static Providers only(RenderBackend backend) {
    return ChosenProviders.rendering(backend);
  }

  /** Returns a backend of which one method throws. */
  private static RenderBackend failing(String broken) {
    FakeBackend backend = new FakeBackend();
    return (RenderBackend)
        Proxy.newProxyInstance(
            ProviderFaultsTest.class.getClassLoader(),
            new Class<?>[] {RenderBackend.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(broken)) {
                throw new IllegalStateException(broken);
              }
              if (method.getName().equals("configure")) {
                return proxy;
              }
              try {
                return method.invoke(backend, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private FarmSettings farmSettings(boolean local, Providers providers, Worker... workers)
      throws Exception {
    FarmSettings usual =
        settings(
            local,
            new FakeBackend(),
            Stream.of(workers).map(worker -> new Endpoint("127.0.0.1", worker.port())).toList());
    return new FarmSettings(
        usual.name(),
        local,
        usual.discoveries(),
        usual.discovery(),
        usual.transport(),
        usual.backend(),
        usual.directory(),
        providers);
  }

  private WorkerSettings workerSettings(Providers providers) throws Exception {
    FarmSettings usual = settings(false, new FakeBackend(), List.of());
    return new WorkerSettings(
        "worker",
        1,
        "websocket",
        0,
        List.of(loopback()),
        List.of(),
        List.of(),
        usual.discovery(),
        List.of(),
        new BackendSettings(List.of(), 0, directory),
        directory.resolve("workers"),
        1 << 30,
        providers,
        new WorkerLimits(WorkerLimits.DEFAULT_SILENCE, OptionalLong.of(0)));
  }
}
