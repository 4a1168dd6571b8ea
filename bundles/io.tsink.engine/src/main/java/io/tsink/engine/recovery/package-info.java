/// From a directory to an open store, in named phases.
///
/// The phases are those of [Phase]; what they build is an [OpenStore]. A failure in any of them
/// closes what was opened, the lock of the directory last.
///
/// ## The directory of a store
///
/// ```
/// LOCK                 held by the process that has the store open
/// store.meta           which store it is: precision, time of creation
/// wal/                 the log, see io.tsink.engine.wal
/// segments/            samples, see io.tsink.engine.segment
/// quarantine/          segments that were set aside
/// series/              the catalogue of series, see io.tsink.engine.series
/// tombstones           what deletes and range replacements hide of samples
/// exemplar-tombstones  what deletes hide of exemplars
/// exemplars, metadata  see io.tsink.engine.exemplar
/// requests, deletes    see io.tsink.engine.view
/// ```
///
/// Everything beside `wal/`, `segments/` and the files of tombstones, exemplars, metadata, requests
/// and deletes can be had from these.
@NullMarked
package io.tsink.engine.recovery;

import org.jspecify.annotations.NullMarked;
