/** Programs and a render backend that a newcomer runs and copies from. */
module org.networkrender.examples {
  requires org.networkrender.api;
  requires org.networkrender.core;
  requires java.desktop;
  requires static org.jspecify;

  provides org.networkrender.api.backend.RenderBackend with
      org.networkrender.examples.povray.PovRayBackend;
}
