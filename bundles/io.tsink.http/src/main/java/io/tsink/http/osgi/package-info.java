/// The HTTP server as a component.
@NullMarked
package io.tsink.http.osgi;

import org.jspecify.annotations.NullMarked;
