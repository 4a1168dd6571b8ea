package io.tsink.engine.ingest;

import io.tsink.engine.series.SeriesRegistry;
import java.util.concurrent.locks.ReentrantLock;

/// Where and how many entries for new series are made.
///
/// @param limit most series, [SeriesEntry#UNLIMITED] for any number
/// @param limitLock held while an entry is made under a limit, so that the limit is exact
record EntryRules(
    SeriesRegistry registry, Definitions definitions, long limit, ReentrantLock limitLock) {}
