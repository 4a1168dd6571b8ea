/// The batch frame.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.api.frame;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
