/** The command line of networkrender; the only module that prints. */
// jline names its modules in its manifests only.
@SuppressWarnings("requires-automatic")
module org.networkrender.cli {
  requires com.google.gson;
  requires info.picocli;
  requires java.logging;
  requires static org.jspecify;
  requires org.jline.terminal;
  requires org.networkrender.api;
  requires org.networkrender.core;

  opens org.networkrender.cli to
      info.picocli;
}
