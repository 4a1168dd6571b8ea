/// The endpoints as components.
@NullMarked
package io.tsink.http.admin.osgi;

import org.jspecify.annotations.NullMarked;
