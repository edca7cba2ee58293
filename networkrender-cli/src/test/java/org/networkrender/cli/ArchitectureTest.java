package org.networkrender.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.networkrender",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ONLY_MAIN_REACHES_THE_STANDARD_STREAMS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.networkrender.cli.Main")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule THE_COMMAND_LINE_NEVER_NAMES_A_RENDERER =
      noClasses()
          .that()
          .resideInAPackage("org.networkrender.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.networkrender.blender..");

  @ArchTest
  static final ArchRule NOBODY_DEPENDS_ON_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.networkrender.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.networkrender.cli");
}
