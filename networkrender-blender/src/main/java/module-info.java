/** The render backend for Blender. */
@SuppressWarnings("requires-automatic")
module org.networkrender.blender {
  requires aircompressor;
  requires com.google.gson;
  requires jdk.management;
  requires transitive org.networkrender.api;
  requires static org.jspecify;
  requires org.slf4j;
  requires org.snakeyaml.engine;

  exports org.networkrender.blender;

  // What is remembered of a Blender is JSON.
  opens org.networkrender.blender to
      com.google.gson;

  provides org.networkrender.api.backend.RenderBackend with
      org.networkrender.blender.BlenderBackend;
}
