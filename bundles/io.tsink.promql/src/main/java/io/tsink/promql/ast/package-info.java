/// The syntax tree of a PromQL expression, as the parser built and the type checker accepted it.
///
/// Every node is an immutable record. A [Position] is a half-open range of *bytes* of the
/// expression's UTF-8 form. Durations are kept as written ([DurationExpr]) and resolved when a
/// query runs, because `step()` and `range()` depend on it. [Printer] turns a tree back into text.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.promql.ast;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
