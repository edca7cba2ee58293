/** Discovery, transport, scheduler, assets, worker and client of networkrender. */
// h2-mvstore names its module in its manifest only.
@SuppressWarnings("requires-automatic")
module org.networkrender.core {
  requires transitive org.networkrender.api;
  requires static org.jspecify;
  requires com.google.common;
  requires com.google.gson;
  requires com.h2database.mvstore;
  requires java.desktop;
  requires org.java_websocket;
  requires org.slf4j;

  exports org.networkrender.core.client;
  exports org.networkrender.core.events;
  exports org.networkrender.core.image;
  exports org.networkrender.core.order;
  exports org.networkrender.core.providers;
  exports org.networkrender.core.worker;

  // What travels as JSON: records, and the names of failures.
  opens org.networkrender.core.events to
      com.google.gson;
  opens org.networkrender.core.scheduler to
      com.google.gson;
  opens org.networkrender.core.wire to
      com.google.gson;

  uses org.networkrender.api.backend.RenderBackend;
  uses org.networkrender.api.discovery.Discovery;
  uses org.networkrender.api.split.JobSplitter;
  uses org.networkrender.api.transport.Transport;

  provides org.networkrender.api.discovery.Discovery with
      org.networkrender.core.discovery.FixedListDiscovery,
      org.networkrender.core.discovery.UdpDiscovery;
  provides org.networkrender.api.split.JobSplitter with
      org.networkrender.core.split.AutoSplitter,
      org.networkrender.core.split.FrameSplitter,
      org.networkrender.core.split.RangeSplitter,
      org.networkrender.core.split.SampleSplitter,
      org.networkrender.core.split.TileSplitter;
  provides org.networkrender.api.transport.Transport with
      org.networkrender.core.transport.InProcessTransport,
      org.networkrender.core.transport.WebSocketTransport;
}
