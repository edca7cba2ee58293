package org.networkrender.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.common.base.Stopwatch;
import com.google.common.base.Ticker;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

@AnalyzeClasses(
    packages = "org.networkrender.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTest {
  private static final String SCHEDULER = "org.networkrender.core.scheduler..";
  private static final String QUEUE = "org.networkrender.core.queue..";

  @ArchTest
  static final ArchRule knowsNeitherBlenderNorTheCommandLine =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.networkrender.blender..", "org.networkrender.cli..");

  @ArchTest
  static final ArchRule theSchedulerIsMadeOfValuesAlone =
      classes()
          .that()
          .resideInAnyPackage(SCHEDULER, QUEUE)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      SCHEDULER,
                      QUEUE,
                      "java.lang..",
                      "java.util",
                      "java.util.function",
                      "java.util.random",
                      "java.util.stream",
                      "com.google.common..",
                      "com.google.errorprone.annotations..",
                      "org.jspecify..",
                      "org.networkrender.api..")
                  .or(belongToAnyOf(Duration.class, TimeUnit.class)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theSchedulerOfOneJobKnowsNoOtherJobs =
      noClasses()
          .that()
          .resideInAPackage(SCHEDULER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(QUEUE);

  @ArchTest
  static final ArchRule theSchedulerStartsNoThread =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEDULER, QUEUE)
          .should()
          .dependOnClassesThat(
              belongToAnyOf(Thread.class, ThreadLocal.class, Process.class, ProcessBuilder.class)
                  .or(belongToAnyOf(Runtime.class, Timer.class))
                  .or(resideInAnyPackage("com.google.common.util.concurrent..")))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theSchedulerHasNeitherClockNorDice =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEDULER, QUEUE)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Collections.class, "shuffle", List.class)
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(Random.class, long.class)
          .orShould()
          .callConstructor(SplittableRandom.class)
          .orShould()
          .dependOnClassesThat(equivalentTo(Ticker.class))
          .orShould()
          .dependOnClassesThat(equivalentTo(Stopwatch.class))
          .allowEmptyShould(true);

  /** Their order is another in each process, which no test that runs in one can see. */
  @ArchTest
  static final ArchRule theSchedulerHasNoTablesOfRandomOrder =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEDULER, QUEUE)
          .should()
          .callMethod(Set.class, "copyOf", Collection.class)
          .orShould()
          .callMethod(Set.class, "of", Object[].class)
          .orShould()
          .callMethod(Map.class, "copyOf", Map.class)
          .orShould()
          .callMethod(Collectors.class, "toSet")
          .orShould()
          .callMethod(Collectors.class, "toUnmodifiableSet")
          .orShould()
          .callMethod(Collectors.class, "toUnmodifiableMap", Function.class, Function.class)
          .orShould()
          .callMethod(Collectors.class, "groupingBy", Function.class)
          .allowEmptyShould(true);

  /** The rooms of the client, from the top down: each knows only those below it. */
  private static final List<String> ROOMS =
      List.of(
          "client",
          "job",
          "audit",
          "task",
          "planning",
          "pool",
          "assembly",
          "output",
          "thread",
          "order",
          "events");

  @ArchTest
  static void theRoomsOfTheClientKnowOnlyThoseBelow(JavaClasses all) {
    for (int i = 1; i < ROOMS.size(); i++) {
      String[] above =
          ROOMS.subList(0, i).stream().map(CoreArchitectureTest::room).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(room(ROOMS.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above)
          .check(all);
    }
  }

  @ArchTest
  static void nothingElseKnowsTheRoomsOfTheClient(JavaClasses all) {
    String[] rooms = ROOMS.stream().map(CoreArchitectureTest::room).toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .and()
        .resideOutsideOfPackage(room("worker"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(rooms)
        .check(all);
  }

  /** A worker tells events of its own, and knows nothing else of a client. */
  @ArchTest
  static void ofTheClientAWorkerKnowsEventsAlone(JavaClasses all) {
    noClasses()
        .that()
        .resideInAPackage(room("worker"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOMS.stream()
                .filter(name -> !name.equals("events"))
                .map(CoreArchitectureTest::room)
                .toArray(String[]::new))
        .check(all);
  }

  @ArchTest
  static final ArchRule packagesHaveNoCircles =
      slices().matching("org.networkrender.core.(*)..").should().beFreeOfCycles();

  private static String room(String name) {
    return "org.networkrender.core." + name + "..";
  }

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class);

  @ArchTest
  static final ArchRule nobodyPrints =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
