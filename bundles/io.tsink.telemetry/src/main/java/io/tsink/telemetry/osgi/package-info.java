/// The registry as a service.
@NullMarked
package io.tsink.telemetry.osgi;

import org.jspecify.annotations.NullMarked;
