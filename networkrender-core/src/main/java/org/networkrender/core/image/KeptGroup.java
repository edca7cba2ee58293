package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.api.PixelRegion;

/**
 * The parts that keep the same region.
 *
 * @param kept the region
 * @param parts the numbers of the parts in the request, by their first sample
 */
record KeptGroup(PixelRegion kept, ImmutableList<Integer> parts) {

  /** Returns the groups of a request from top to bottom. */
  static ImmutableList<KeptGroup> of(JoinRequest request) throws BrokenPictureException {
    Map<PixelRegion, List<Integer>> byRegion = new LinkedHashMap<>();
    List<JoinRequest.Part> parts = request.parts();
    for (int i = 0; i < parts.size(); i++) {
      byRegion.computeIfAbsent(parts.get(i).kept(), region -> new ArrayList<>()).add(i);
    }
    Comparator<Integer> bySample = Comparator.comparingInt(i -> parts.get(i).firstSample());
    ImmutableList<KeptGroup> groups =
        byRegion.entrySet().stream()
            .map(
                entry ->
                    new KeptGroup(
                        entry.getKey(), ImmutableList.sortedCopyOf(bySample, entry.getValue())))
            .sorted(Comparator.comparingInt(group -> group.kept().y()))
            .collect(ImmutableList.toImmutableList());
    checkApart(groups);
    return groups;
  }

  private static void checkApart(List<KeptGroup> groups) throws BrokenPictureException {
    List<PixelRegion> open = new ArrayList<>();
    for (KeptGroup group : groups) {
      PixelRegion next = group.kept();
      open.removeIf(region -> region.y() + region.height() <= next.y());
      if (open.stream().anyMatch(next::overlaps)) {
        throw new BrokenPictureException("two parts overlap at " + next.x() + "," + next.y());
      }
      open.add(next);
    }
  }
}
