package org.networkrender.core.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.RenderBackend;

/** Plugins whose service file names what cannot be loaded. */
class BrokenServiceFilesTest {
  private static final String HERE = "org.networkrender.core.providers.";

  @TempDir Path directory;

  @Test
  void eachBrokenProviderIsNamedAndTheOthersGoOn() throws Exception {
    plugin(
        "plugin.jar",
        "# what follows is not there",
        HERE + "Missing",
        HERE + "BrokenServiceFilesTest",
        HERE + "BrokenServiceFilesTest$Unborn",
        HERE + "BrokenServiceFilesTest$Hidden",
        "plugin.Unlinked",
        HERE + "BrokenBackend");
    Providers providers = Providers.load(List.of(directory));
    assertFailure(providers, HERE + "Missing", "plugin.jar", "not found");
    assertFailure(providers, HERE + "BrokenServiceFilesTest", "plugin.jar", "not a subtype");
    assertFailure(providers, HERE + "BrokenServiceFilesTest$Hidden", "plugin.jar", "constructor");
    assertFailure(providers, "plugin.Unlinked", "plugin.jar", "NoClassDefFoundError: plugin/Base");
    assertFailure(providers, HERE + "BrokenServiceFilesTest$Unborn", "", "no brush");
    assertThat(providers.backend("broken").name()).isEqualTo("broken");
    assertThat(providers.listings()).extracting(ProviderListing::name).doesNotContain("?");
  }

  @Test
  void aFileThatIsNoServiceFileIsNamed() throws Exception {
    plugin("a.jar", HERE + "Missing", "this is not a class");
    plugin("b.jar", HERE + "BrokenBackend");
    Providers providers = Providers.load(List.of(directory));
    assertFailure(
        providers, "META-INF/services/" + RenderBackend.class.getName(), "a.jar", "syntax");
    assertThat(providers.backend("broken").name()).isEqualTo("broken");
  }

  private static void assertFailure(
      Providers providers, String name, String origin, String reason) {
    assertThat(providers.listings())
        .filteredOn(listing -> listing.name().equals(name))
        .as("%s among %s", name, providers.listings())
        .singleElement()
        .satisfies(
            listing -> {
              assertThat(listing.service()).isEqualTo("RenderBackend");
              assertThat(listing.origin()).contains(origin);
              assertThat(listing.failure().orElseThrow()).contains(reason);
            });
  }

  private void plugin(String name, String... lines) throws IOException {
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      jar.putNextEntry(new JarEntry("META-INF/services/" + RenderBackend.class.getName()));
      jar.write(String.join("\n", lines).getBytes(UTF_8));
      jar.closeEntry();
      jar.putNextEntry(new JarEntry("plugin/Unlinked.class"));
      jar.write(unlinked());
      jar.closeEntry();
    }
  }

  /** Returns a class whose superclass is nowhere. */
  private byte[] unlinked() throws IOException {
    Path source = Files.createDirectories(directory.resolve("source"));
    Path base = Files.writeString(source.resolve("Base.java"), "package plugin; class Base {}");
    Path heir =
        Files.writeString(
            source.resolve("Unlinked.java"),
            "package plugin; public class Unlinked extends Base {}");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                source.toString(),
                base.toString(),
                heir.toString());
    assertThat(code).isZero();
    return Files.readAllBytes(source.resolve("plugin/Unlinked.class"));
  }

  /** Its constructor throws. */
  public static final class Unborn extends BrokenBackend {
    /** Throws. */
    public Unborn() {
      throw new IllegalStateException("no brush");
    }
  }

  /** Nobody can make it. */
  public static final class Hidden extends BrokenBackend {
    private Hidden() {}
  }
}
