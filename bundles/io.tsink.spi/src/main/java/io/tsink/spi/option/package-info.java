/// What a plugin may be told: named, typed, documented options and the values given to them.
///
/// A plugin declares each [Option][io.tsink.spi.option.Option] as a constant and its
/// [OptionSchema][io.tsink.spi.option.OptionSchema] as the list of them. The host shows the schema
/// in its documentation, reads the operator's values with it, and hands the plugin the resulting
/// [Options][io.tsink.spi.option.Options]. A plugin never parses configuration text and never sees
/// a value outside the bounds it declared.
///
/// All types are immutable and safe for any number of threads.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.spi.option;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
