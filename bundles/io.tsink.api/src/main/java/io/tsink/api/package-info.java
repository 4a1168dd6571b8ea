/// What a time series is made of: labels and identity, time, values, and how series are selected.
///
/// A *series* is a set of [Labels]; the metric name is the label `__name__`. Its *identity* is the
/// canonical byte form described at [Labels#canonicalLength], its identity hash the xxh64 of that.
/// A *sample* is a time and a value of one [ValueKind]. Time is a `long` in the unit of the store,
/// its [TimestampPrecision]; ranges are half-open ([TimeRange]); valid times lie strictly between
/// `Long.MIN_VALUE` and `Long.MAX_VALUE`.
///
/// Samples travel in columns: arrays of one form for each kind, with [BytesColumn] and
/// [HistogramColumn] for values that do not fit 64 bits. [Value] is for friendly edges only.
///
/// Types are immutable and thread-safe unless they say *confined*: those belong to one thread at a
/// time. Arrays are borrowed until the call returns unless a method says otherwise.
@Export
@NullMarked
@Version("1.1.0")
package io.tsink.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
