/// A host for plugins under test: a clock that moves by hand, a meter and a health that remember.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.testkit.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
