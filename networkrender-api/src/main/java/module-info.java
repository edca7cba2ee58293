/**
 * The service provider interface of networkrender and its data.
 *
 * <p>Depends on the JDK alone, and says nothing about Blender, sockets or JSON. A provider is one
 * public class with a public constructor without arguments, named both in its module's {@code
 * provides} and in {@code META-INF/services}.
 */
module org.networkrender.api {
  requires static transitive org.jspecify;

  exports org.networkrender.api;
  exports org.networkrender.api.backend;
  exports org.networkrender.api.discovery;
  exports org.networkrender.api.split;
  exports org.networkrender.api.transport;
}
