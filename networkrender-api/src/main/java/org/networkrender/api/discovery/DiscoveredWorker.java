package org.networkrender.api.discovery;

import java.util.Optional;
import org.networkrender.api.transport.Endpoint;

/**
 * A worker that a client heard of.
 *
 * @param endpoint where it is: the address that its message came from, or that a person gave
 * @param advertisement what it tells about itself, or empty where only its place is known
 */
public record DiscoveredWorker(Endpoint endpoint, Optional<Advertisement> advertisement) {}
