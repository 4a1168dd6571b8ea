/// What every host gives its plugins, whatever they do.
///
/// A host is the part of tsink that runs a plugin. It gives each instance a
/// [Meter][io.tsink.spi.host.Meter], whose names carry a prefix that the host chose and which
/// vanish with the instance, and a [Health][io.tsink.spi.host.Health] to report itself to.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.spi.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
