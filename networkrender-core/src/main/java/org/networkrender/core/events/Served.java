package org.networkrender.core.events;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a socket serves. Its parts may be called from any thread.
 *
 * @param what a word for it, for people
 * @param subscribe begins a subscription
 * @param encode writes an event as a line
 * @param commands carries out a line, and returns the answer
 */
record Served<E extends Event>(
    String what,
    Supplier<EventQueue<E>> subscribe,
    Function<E, String> encode,
    UnaryOperator<String> commands) {}
