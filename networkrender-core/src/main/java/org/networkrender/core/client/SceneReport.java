package org.networkrender.core.client;

import java.util.Optional;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.SceneDescription;

/**
 * What is in a scene, and how long a frame of it takes.
 *
 * @param scene what a renderer found in it
 * @param cost what its current frame costs on this machine, roughly; empty when that was not asked
 *     for, cannot be measured, or this machine has no renderer for the scene
 * @param refusal why not all files may be sent that the scene names, or why it may not save its own
 *     where it wants, and what would allow it, in one line; empty when all may be
 */
public record SceneReport(
    SceneDescription scene, Optional<FrameCost> cost, Optional<String> refusal) {}
