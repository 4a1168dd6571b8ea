package io.tsink.engine.view;

import io.tsink.engine.tombstone.Tombstones;

/// What is hidden at one moment. Immutable.
///
/// @param samples what deletes and range replacements hide of samples
/// @param exemplars what deletes hide of exemplars
public record Deletions(Tombstones samples, Tombstones exemplars) {
  /// Nothing is hidden.
  public static final Deletions NONE = new Deletions(Tombstones.NONE, Tombstones.NONE);

  /// These without tombstones of samples that are purged.
  public Deletions withoutSamples(Tombstones purged) {
    return new Deletions(samples.minus(purged), exemplars);
  }

  /// These and more.
  public Deletions with(Iterable<Hide> steps) {
    Tombstones allSamples = samples;
    Tombstones allExemplars = exemplars;
    for (Hide step : steps) {
      int[] ids = step.seriesIds();
      allSamples = allSamples.with(ids, ids.length, step.range(), step.sequence());
      if (step.exemplars()) {
        allExemplars = allExemplars.with(ids, ids.length, step.range(), step.sequence());
      }
    }
    return new Deletions(allSamples, allExemplars);
  }
}
