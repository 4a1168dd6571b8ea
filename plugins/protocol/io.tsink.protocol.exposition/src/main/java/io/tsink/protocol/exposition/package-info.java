/// Import of Prometheus text and OpenMetrics: `POST /api/v1/import/prometheus`.
///
/// One sample a line:
///
/// ```
/// line      = [ sample | comment ] [ "\r" ] "\n" ; the last "\n" may be missing
/// sample    = ( name [ labels ] | labels ) value [ timestamp ] [ "#" labels value [ timestamp ] ]
/// labels    = "{" [ label { "," label } [ "," ] ] "}"
/// label     = ( labelname | quoted ) "=" quoted | quoted ; the last form is the metric name
/// name      = [a-zA-Z_:] { [a-zA-Z0-9_:] }
/// labelname = [a-zA-Z_] { [a-zA-Z0-9_] }
/// quoted    = '"' { any byte but '"', "\" and "\n" | "\" any } '"'
/// value     = [ "+" | "-" ] ( decimal | "Inf" | "Infinity" ) | "NaN" ; in any case
/// comment   = "#" ( "HELP" name text | "TYPE" name type | "UNIT" name unit | "EOF" | anything )
/// ```
///
/// Blanks and tabs may stand between all parts, and must where two parts would run together. In
/// quoted text `\\`, `\"` and `\n` stand for a backslash, a quote and a line feed; before anything
/// else a backslash stands for itself. What follows a `#` behind a sample is its exemplar.
///
/// **Timestamps** are whole milliseconds, or seconds with decimals when the media type is
/// `application/openmetrics-text`; those of exemplars are always seconds. A sample without one gets
/// the time at which the request arrived.
///
/// **Lenient.** Both formats are read by this one grammar: order of families, repeated metadata and
/// consistency of histograms are not checked, and `# EOF` may be missing; behind it nothing is read
/// in OpenMetrics. Series of OpenMetrics that end in `_created` are samples as others are. A line
/// that does not fit is reported with its number, and the others are stored.
///
/// A series is found by the bytes of its name and labels as they stand in the line, so that they
/// are parsed once, not with every import.
@NullMarked
package io.tsink.protocol.exposition;

import org.jspecify.annotations.NullMarked;
