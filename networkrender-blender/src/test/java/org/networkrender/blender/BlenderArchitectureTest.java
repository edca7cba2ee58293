package org.networkrender.blender;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;
import org.networkrender.api.testkit.ServiceRegistration;

/** The borders of this module. */
@AnalyzeClasses(
    packages = "org.networkrender.blender",
    importOptions = ImportOption.DoNotIncludeTests.class)
class BlenderArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_THE_API_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.networkrender.core..", "org.networkrender.cli..");

  @ArchTest
  static final ArchRule PRINTS_NOTHING =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule NEVER_SLEEPS =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @Test
  void theModuleAndTheServiceFileNameTheSameBackend() throws Exception {
    assertThat(ServiceRegistration.check(BlenderBackend.class)).hasSize(1);
  }
}
