/// Exemplars and metadata: few compared to samples, and so kept in memory as a whole and saved as a
/// whole.
///
/// Both are logged with the batch that brings them. A flush saves them before it trims the log, so
/// that the files and what is left of the log hold everything. Whoever replays the log may find
/// what a file holds already: adding it again changes nothing.
///
/// ## The files, version 1
///
/// Framed files, see [io.tsink.engine.io.FileFrame], replaced as a whole. The detail of a header is
/// the log position up to which everything is in the file. `labels` are a canonical identity with
/// its length before it, `text` is UTF-8 with its length before it, `var` is groups of seven bits,
/// lowest first.
///
/// ```
/// exemplars (TSEX) = count:var exemplar*           by series, then time
/// exemplar         = series:u32 time:i64 value:f64 sequence:i64 labels
/// metadata (TSMD)  = count:var entry*              in the order in which they were first seen
/// entry            = scope:labels family:text type:u8 help:text unit:text
/// ```
@NullMarked
package io.tsink.engine.exemplar;

import org.jspecify.annotations.NullMarked;
