package org.networkrender.core.events;

import java.util.Optional;

/**
 * What a warning is about, so that a program can lead a person there.
 *
 * @param collection the collection of the thing in the scene, for example {@code images}
 * @param name the name of the thing in it
 * @param library the file that the thing is linked from, as the scene spells it; empty for the
 *     scene itself
 * @param file the absolute path of a file or directory, which need not be there
 */
public record WarningSubject(
    Optional<String> collection,
    Optional<String> name,
    Optional<String> library,
    Optional<String> file) {}
