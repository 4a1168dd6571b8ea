/// Counters, gauges and histograms of ourselves, and their text exposition.
///
/// A *family* is a name with one kind and one help text; a *series* is a family with one set of
/// labels; the set is fixed when the series is registered. A [MetricRegistry] is owned by one
/// program and holds no global state. Code that measures gets a [MetricScope]: all names of a scope
/// begin with its prefix, and closing it takes away what it registered, which is how a plugin's
/// metrics leave with the plugin.
///
/// Updating a metric never blocks and never allocates. Registering takes a lock. An exposition sees
/// each metric at some moment during the call, not all at the same one.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.telemetry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
