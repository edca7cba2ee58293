package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.providers.ChosenProviders;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;
import org.networkrender.core.worker.WorkerSettings;

/** Farms and workers configure their providers, and end the threads of these last. */
class ConfiguredFarmTest extends FarmFixture {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<ProviderContext> contexts = new CopyOnWriteArrayList<>();

  /** Tells what is done with it. */
  private final class Radar implements Discovery {
    @Override
    public String name() {
      return "radar";
    }

    @Override
    public List<ProviderOption> options() {
      return List.of(ProviderOption.of("range", "how far"));
    }

    @Override
    public Discovery configure(ProviderContext context) throws RenderException {
      if (context.options().containsValue("x")) {
        throw context.option("range").refusal("far");
      }
      contexts.add(context);
      calls.add("configure " + context.options());
      return this;
    }

    @Override
    public Announcement announce(DiscoverySettings settings, Advertisement advertisement) {
      calls.add("announce");
      return new Announcement() {
        @Override
        public void update(Advertisement replacement) {}

        @Override
        public void close() {
          calls.add("close announcement, threads " + threads());
        }
      };
    }

    @Override
    public Watch watch(DiscoverySettings settings, DiscoveryListener listener) {
      calls.add("watch");
      return new Watch() {
        @Override
        public void query() {}

        @Override
        public void close() {
          calls.add("close watch, threads " + threads());
        }
      };
    }
  }

  private String threads() {
    try {
      contexts.get(contexts.size() - 1).executor().execute(() -> {});
      return "work";
    } catch (RejectedExecutionException e) {
      return "have ended";
    }
  }

  private FarmSettings hearing(String range) throws Exception {
    FarmSettings usual = settings(false, new FakeBackend(), List.of());
    return new FarmSettings(
            usual.name(),
            usual.local(),
            List.of("radar"),
            usual.discovery(),
            usual.transport(),
            usual.backend(),
            usual.directory(),
            ChosenProviders.hearing(usual.providers(), new Radar()))
        .withOptions(Map.of("discovery.radar.range", range));
  }

  private WorkerSettings announcing(Map<String, String> options) throws Exception {
    FarmSettings usual = settings(false, new FakeBackend(), List.of());
    return new WorkerSettings(
            "worker",
            1,
            "inprocess",
            0,
            List.of(),
            List.of(),
            List.of("radar"),
            usual.discovery(),
            List.of(),
            new BackendSettings(List.of(), 0, directory),
            directory.resolve("workers"),
            1 << 30,
            ChosenProviders.hearing(usual.providers(), new Radar()),
            new WorkerLimits(WorkerLimits.DEFAULT_SILENCE, OptionalLong.of(0)))
        .withOptions(options);
  }

  @Test
  void aFarmConfiguresUsesClosesAndThenEndsTheThreads() throws Exception {
    Farm.open(hearing("far")).close();
    assertThat(calls)
        .containsExactly("configure {range=far}", "watch", "close watch, threads work");
    assertThat(threads()).isEqualTo("have ended");
  }

  @Test
  void aWorkerDoesTheSame() throws Exception {
    Worker.start(announcing(Map.of()), WorkerListener.NONE).close();
    assertThat(calls)
        .containsExactly("configure {}", "announce", "close announcement, threads work");
    assertThat(threads()).isEqualTo("have ended");
  }

  @Test
  void aWorkerThatCannotStartEndsTheThreadsToo() throws Exception {
    WorkerSettings settings =
        announcing(Map.of("discovery.radar.range", "far", "transport.inprocess.port", "1"));
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> Worker.start(settings, WorkerListener.NONE))
        .withMessage("transport.inprocess has no option 'port'");
    assertThat(calls).isEmpty();
    try (Worker first = Worker.start(announcing(Map.of()), WorkerListener.NONE)) {
      calls.clear();
      WorkerSettings broken = announcing(Map.of("discovery.radar.range", "far"));
      Providers none = ChosenProviders.hearing(noRenderer(), new Radar());
      assertThatExceptionOfType(RenderException.class)
          .isThrownBy(() -> Worker.start(with(none, broken), WorkerListener.NONE));
      assertThat(first.port()).isPositive();
    }
    assertThat(calls).contains("configure {range=far}").doesNotContain("announce");
    assertThat(threads()).isEqualTo("have ended");
  }

  private static Providers noRenderer() {
    return new ChosenProviders(Providers.load(), List.of(), List.of());
  }

  private static WorkerSettings with(Providers providers, WorkerSettings settings) {
    return new WorkerSettings(
        settings.name(),
        settings.slots(),
        settings.transport(),
        settings.port(),
        settings.interfaces(),
        settings.allow(),
        settings.discoveries(),
        settings.discovery(),
        settings.backends(),
        settings.backend(),
        settings.directory(),
        settings.cacheBytes(),
        providers,
        settings.limits(),
        settings.options());
  }

  @Test
  void twoFarmsOfOneProcessHaveDifferentOptions() throws Exception {
    Farm one = farm(hearing("far"));
    Farm other = farm(hearing("near"));
    assertThat(contexts)
        .extracting(ProviderContext::options)
        .containsExactly(Map.of("range", "far"), Map.of("range", "near"));
    other.close();
    contexts.get(0).executor().execute(() -> {});
    one.close();
  }

  @Test
  void aValueOfNoUseIsToldAndNothingStarts() throws Exception {
    FarmSettings settings = hearing("x");
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> Farm.open(settings))
        .withMessage("discovery.radar.range=x is not far");
    assertThat(calls).isEmpty();
  }

  @Test
  void theOwnWorkerRendersWithTheFarmsBackend() throws Exception {
    AtomicInteger configured = new AtomicInteger();
    FakeBackend backend = new FakeBackend();
    RenderBackend counting =
        (RenderBackend)
            Proxy.newProxyInstance(
                ConfiguredFarmTest.class.getClassLoader(),
                new Class<?>[] {RenderBackend.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("configure")) {
                    configured.incrementAndGet();
                    return proxy;
                  }
                  try {
                    return method.invoke(backend, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    FarmSettings usual = settings(true, backend, List.of());
    Farm farm =
        farm(
            new FarmSettings(
                usual.name(),
                true,
                usual.discoveries(),
                usual.discovery(),
                usual.transport(),
                usual.backend(),
                usual.directory(),
                ChosenProviders.rendering(counting)));
    assertThat(run(farm, order("1")).outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
    assertThat(configured).hasValue(1);
  }
}
