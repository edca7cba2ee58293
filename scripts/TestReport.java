import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Adds up the reports of the tests, on each Blender that they ran on.
 *
 * <pre>java TestReport.java DIRECTORY [--write | --compare] BLENDER...</pre>
 *
 * <p>Fails, with exit code 1, if a test failed, if one was skipped that {@code skipped-tests.txt}
 * does not list, or if one of the named Blenders has no report. {@code --write} renews the table
 * "tested with" of the README from the reports, {@code --compare} fails if it says anything else.
 */
final class TestReport {
  /** It changes from day to day and may be broken on one. */
  private static final String UNSTABLE = "debian-5.2";

  private static final String IN_ITS_PLACE = "bpy-5.2";
  private static final String BEGIN = "<!-- tested with: made by ./networkrender tested-with -->";
  private static final String END = "<!-- end of tested with -->";

  /** The Blender of this machine, which is that of one Debian or another. */
  private static final String SYSTEM = "system";

  /** What one test came to on one Blender. */
  private record Outcome(String on, String test, String state) {}

  private final Path home;
  private final List<Outcome> outcomes;
  private final List<String> problems = new ArrayList<>();

  private TestReport(Path home) throws IOException {
    this.home = home;
    this.outcomes = read(home);
  }

  public static void main(String[] arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(arguments));
    TestReport report = new TestReport(Path.of(words.remove(0)));
    boolean write = words.remove("--write");
    boolean compare = words.remove("--compare");
    if (write) {
      report.writeTable();
    }
    if (compare) {
      report.compareTable();
    }
    System.exit(report.summary(words) ? 0 : 1);
  }

  private static List<Outcome> read(Path home) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.find(home, 4, (path, attributes) -> isReport(path))) {
      files = all.sorted().toList();
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Path file : files) {
      String on = file.getParent().getFileName().toString().replaceFirst("(-program)?-reports$", "");
      NodeList cases = document(file).getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        String name = test.getAttribute("classname") + "." + test.getAttribute("name");
        outcomes.add(new Outcome(on, name.replaceFirst("^.*\\.(?=\\w+\\.)", ""), state(test)));
      }
    }
    return outcomes;
  }

  private static boolean isReport(Path path) {
    return path.toString().contains("/target/")
        && path.getParent().toString().endsWith("-reports")
        && path.getFileName().toString().matches("TEST-.*\\.xml");
  }

  private static Element document(Path file) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(file + " is no report", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String state(Element test) {
    for (String bad : List.of("failure", "error")) {
      if (test.getElementsByTagName(bad).getLength() > 0) {
        return "failed";
      }
    }
    return test.getElementsByTagName("skipped").getLength() > 0 ? "skipped" : "passed";
  }

  /** Prints the sums; returns whether all is well. */
  private boolean summary(List<String> wanted) throws IOException {
    Set<String> ran = new TreeSet<>(outcomes.stream().map(Outcome::on).toList());
    for (String name : wanted) {
      boolean replaced = name.equals(UNSTABLE) && ran.contains(IN_ITS_PLACE);
      if (!ran.contains(name) && replaced) {
        System.out.println("No test ran on " + name + ", but on " + IN_ITS_PLACE + ".");
      } else if (!ran.contains(name)) {
        problems.add("No test ran on " + name + ".");
      }
    }
    for (String name : ran) {
      System.out.println(
          name + ": " + count(name, "passed") + " passed, " + count(name, "failed") + " failed, "
              + count(name, "skipped") + " skipped");
    }
    for (Outcome each : outcomes) {
      if (each.state().equals("failed")) {
        problems.add("Failed on " + each.on() + ": " + each.test());
      }
    }
    List<Pattern> known = listed();
    List<String> here = ran.contains(SYSTEM) ? systemNames() : List.of();
    for (Outcome each : outcomes) {
      if (each.state().equals("skipped")
          && (each.on().equals(SYSTEM) ? here : List.of(each.on())).stream()
              .map(on -> on + " " + each.test())
              .noneMatch(text -> known.stream().anyMatch(p -> p.matcher(text).matches()))) {
        problems.add(
            "Skipped without a reason in scripts/skipped-tests.txt: " + each.on() + " " + each.test());
      }
    }
    problems.forEach(System.out::println);
    long passed = count("", "passed");
    boolean well = problems.isEmpty() && passed > 0;
    System.out.println(well ? "All tests passed." : "Not all is well; see above.");
    System.out.println(
        passed + " passed, " + count("", "failed") + " failed, " + count("", "skipped") + " skipped");
    return well;
  }

  private long count(String on, String state) {
    return outcomes.stream()
        .filter(each -> on.isEmpty() || each.on().equals(on))
        .filter(each -> each.state().equals(state))
        .count();
  }

  /** The tests that may be skipped: Blender, test, reason. An asterisk stands for any text. */
  private List<Pattern> listed() throws IOException {
    return lines("skipped-tests.txt").stream()
        .map(line -> line.split(" +", 3))
        .map(words -> pattern(words[0] + " " + words[1]))
        .toList();
  }

  /** The names by which the Blender of this machine is listed: also as the Debian that has it. */
  private static List<String> systemNames() throws IOException {
    Process blender =
        new ProcessBuilder("blender", "--version")
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    String said = new String(blender.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher version = Pattern.compile("Blender (\\d+\\.\\d+)").matcher(said);
    return version.find() ? List.of(SYSTEM, "debian-" + version.group(1)) : List.of(SYSTEM);
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(home.resolve("scripts").resolve(name)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /** The lines of the table; those of Blenders that no test ran on are told by their name. */
  private Map<String, String> table() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (String line : lines("tested-with.txt")) {
      String[] words = line.split(" *\\| *");
      if (words[0].equals("row")) {
        rows.put(words[1], words[2]);
      } else {
        columns.put(words[1], List.of(words[2].split(" +")));
      }
    }
    Map<String, String> table = new LinkedHashMap<>();
    table.put("title", "| Blender | " + String.join(" | ", columns.keySet()) + " |");
    table.put("rule", "| --- |" + " --- |".repeat(columns.size()));
    rows.forEach(
        (on, title) ->
            table.put(
                on,
                columns.values().stream()
                    .map(tests -> cell(on, tests))
                    .collect(Collectors.joining(" | ", "| " + title + " | ", " |"))));
    return table;
  }

  private String cell(String on, List<String> tests) {
    List<Pattern> patterns = tests.stream().map(TestReport::pattern).toList();
    Set<String> states =
        outcomes.stream()
            .filter(each -> each.on().equals(on))
            .filter(each -> patterns.stream().anyMatch(p -> p.matcher(each.test()).matches()))
            .map(Outcome::state)
            .collect(Collectors.toSet());
    if (states.contains("failed")) {
      return "fails";
    }
    return states.contains("passed") ? "yes" : "not tested";
  }

  private void writeTable() throws IOException {
    Path readme = home.resolve("README.md");
    String text = Files.readString(readme);
    String lines = String.join("\n", table().values());
    Files.writeString(
        readme,
        text.substring(0, begin(text)) + "\n" + lines + "\n" + text.substring(text.indexOf(END)));
  }

  /** A Blender that no test ran on proves nothing against the table. */
  private void compareTable() throws IOException {
    String text = Files.readString(home.resolve("README.md"));
    List<String> there = text.substring(begin(text), text.indexOf(END)).strip().lines().toList();
    Set<String> ran = outcomes.stream().map(Outcome::on).collect(Collectors.toSet());
    table()
        .forEach(
            (on, line) -> {
              if (ran.contains(on) && !there.contains(line)) {
                problems.add(
                    "The README's table \"tested with\" lacks this line: " + line
                        + "\n(./networkrender tested-with writes it)");
              }
            });
  }

  private static int begin(String text) {
    return text.indexOf(BEGIN) + BEGIN.length();
  }
}
