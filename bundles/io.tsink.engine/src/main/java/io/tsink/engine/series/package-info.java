/// The catalogue of series: who a series is, which number stands for it, which labels it has.
///
/// A [Series] is the handle of a series and, once a row was accepted, its entry in the
/// [SeriesRegistry]. The registry finds a series by identity in one of 64 shards, gives out ids,
/// and evaluates matchers. A [SeriesCatalog] keeps the registry in files: full checkpoints and
/// what came and went since; the format is that of [io.tsink.engine.series.v1].
///
/// Locks: a shard's lock comes before those of the label index and of the symbol table, which are
/// leaves. No file is touched while one of them is held.
@NullMarked
package io.tsink.engine.series;

import org.jspecify.annotations.NullMarked;
