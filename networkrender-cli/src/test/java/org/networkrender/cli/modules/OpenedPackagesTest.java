package org.networkrender.cli.modules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Gson reads and makes objects by reflection, which a module path forbids where a package is
 * neither exported nor opened.
 */
class OpenedPackagesTest {
  private static final String OURS = "org.networkrender.";
  private static final String GSON = "com.google.gson";

  @Test
  void whatGsonReadsIsOpenedToIt() {
    List<ModuleDescriptor> modules = modules();
    Set<Class<?>> types = typesGivenToGson();
    assertThat(types)
        .extracting(Class::getName)
        .contains(
            "org.networkrender.core.wire.Message$Welcome",
            "org.networkrender.core.wire.JobManifest$Entry",
            "org.networkrender.blender.ProbeMemory$Noted",
            "org.networkrender.api.backend.Capabilities");
    assertThat(types.stream().filter(type -> !isReadable(type, modules)))
        .as("types that module-info neither exports nor opens to " + GSON)
        .isEmpty();
  }

  private static boolean isReadable(Class<?> type, List<ModuleDescriptor> modules) {
    String name = type.getPackageName();
    Optional<ModuleDescriptor> module =
        modules.stream().filter(each -> each.packages().contains(name)).findFirst();
    assertThat(module).as("the module of %s", name).isPresent();
    boolean opened =
        module.get().opens().stream()
            .filter(each -> each.source().equals(name))
            .anyMatch(each -> !each.isQualified() || each.targets().contains(GSON));
    return opened || (isPublic(type) && isExported(name, module.get()));
  }

  private static boolean isExported(String name, ModuleDescriptor module) {
    return module.exports().stream()
        .anyMatch(each -> each.source().equals(name) && !each.isQualified());
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  /** Returns the modules of this project that are on the class path, as jars or directories. */
  private static List<ModuleDescriptor> modules() {
    Path[] places =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(place -> place.contains("networkrender") && !place.contains("test"))
            .map(Path::of)
            .toArray(Path[]::new);
    return ModuleFinder.of(places).findAll().stream()
        .map(ModuleReference::descriptor)
        .filter(module -> module.name().startsWith(OURS))
        .toList();
  }

  /** Returns each class of this project that one which calls Gson names, and what is in it. */
  private static Set<Class<?>> typesGivenToGson() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.networkrender");
    Set<Class<?>> types = new LinkedHashSet<>();
    for (JavaClass caller : classes) {
      if (caller.getMethodCallsFromSelf().stream()
          .anyMatch(call -> call.getTargetOwner().isAssignableTo(Gson.class))) {
        caller.getReferencedClassObjects().forEach(each -> add(each.getValue().reflect(), types));
      }
    }
    return types;
  }

  private static void add(Type type, Set<Class<?>> types) {
    if (type instanceof ParameterizedType generic) {
      add(generic.getRawType(), types);
      List.of(generic.getActualTypeArguments()).forEach(each -> add(each, types));
    } else if (type instanceof GenericArrayType array) {
      add(array.getGenericComponentType(), types);
    } else if (type instanceof Class<?> each && each.isArray()) {
      add(each.getComponentType(), types);
    } else if (type instanceof Class<?> each && isOurs(each) && types.add(each)) {
      parts(each).forEach(part -> add(part, types));
    }
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith(OURS);
  }

  private static List<Type> parts(Class<?> type) {
    List<Type> parts = new ArrayList<>();
    if (type.isSealed()) {
      parts.addAll(List.of(type.getPermittedSubclasses()));
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        parts.add(component.getGenericType());
      }
    }
    return parts;
  }
}
