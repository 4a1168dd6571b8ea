/// Remote write 1.0 of Prometheus: `POST /api/v1/write`.
///
/// The body is one protobuf message in a snappy block (which the host undoes). Field numbers, as in
/// Prometheus' `prompb/remote.proto` and `prompb/types.proto`:
///
/// ```
/// WriteRequest { 1 TimeSeries timeseries*, 3 MetricMetadata metadata* }
/// TimeSeries   { 1 Label labels*, 2 Sample samples*, 3 Exemplar exemplars*, 4 Histogram
/// histograms* } Label        { 1 string name, 2 string value }
/// Sample       { 1 double value, 2 int64 timestamp }
/// Exemplar     { 1 Label labels*, 2 double value, 3 int64 timestamp }
/// MetricMetadata { 1 enum type, 2 string metric_family_name, 4 string help, 5 string unit }
/// Histogram    { 1 uint64 count_int | 2 double count_float, 3 double sum, 4 sint32 schema,
///                5 double zero_threshold, 6 uint64 zero_count_int | 7 double zero_count_float,
///                8 BucketSpan negative_spans*, 9 sint64 negative_deltas*, 10 double
///                negative_counts*, 11 BucketSpan positive_spans*, 12 sint64 positive_deltas*, 13
///                double positive_counts*, 14 enum reset_hint, 15 int64 timestamp, 16 double
/// custom_values* } BucketSpan   { 1 sint32 offset, 2 uint32 length }
/// ```
///
/// All times are milliseconds. Fields may come in any order, numbers packed or not, and fields that
/// are not listed are passed over, as protobuf asks for. Samples are read straight from the bytes
/// into the columns of a batch; the bytes of a series' labels, as sent, find the series.
///
/// A body that is no such message is refused as a whole. Within one that is, each sample,
/// histogram, exemplar or metadata entry that cannot be stored is reported, and the rest is stored.
@NullMarked
package io.tsink.protocol.remotewrite;

import org.jspecify.annotations.NullMarked;
