/// Work that takes long: how it tells how far it is, and how it is stopped.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.api.job;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
