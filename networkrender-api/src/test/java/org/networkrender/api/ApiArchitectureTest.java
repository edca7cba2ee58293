package org.networkrender.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.networkrender.api",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ApiArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheJavaPlatformAlone =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "org.networkrender.api..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.networkrender.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatAllShareKnowsNoService =
      classes()
          .that()
          .resideInAPackage("org.networkrender.api")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "org.networkrender.api");
}
