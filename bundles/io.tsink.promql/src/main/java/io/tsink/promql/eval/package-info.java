/// Evaluates a typed tree over the steps of a [Grid], series by series.
///
/// A *column* is a `double[]` with one value per step; [Absent] marks steps without a value. A
/// [Series] is a label set with a column. Vectors flow from node to node as series pushed into a
/// consumer, so that an aggregation over many series holds only its groups. Each selector is read
/// once through a [SampleSource], with its matchers and time range; windows slide over the samples
/// of one series at a time.
///
/// All times are in the store's units; [Clocking] converts. One evaluation runs on one thread.
@NullMarked
package io.tsink.promql.eval;

import org.jspecify.annotations.NullMarked;
