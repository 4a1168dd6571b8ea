/// What deletes hide.
///
/// A *tombstone* is a series, a half-open range of times and a sequence: it hides the samples of
/// the series in the range whose sequence is not above its own. Samples written later stay
/// visible.
///
/// ## The file of tombstones, version 1
///
/// A framed file, see [io.tsink.engine.io.FileFrame], of magic `TSTS`. It is replaced as a whole.
/// The detail of its header is the position in the log up to which it holds every delete. Numbers
/// are little-endian; `var` is groups of seven bits, lowest first, and `id` is unsigned.
///
/// ```
/// payload = seriesCount:var series*
/// series  = idStep:var rangeCount:var range*        rising ids, each the step from the one before
/// range   = start:i64 end:i64 sequence:i64          in the precision of the store
/// ```
@NullMarked
package io.tsink.engine.tombstone;

import org.jspecify.annotations.NullMarked;
