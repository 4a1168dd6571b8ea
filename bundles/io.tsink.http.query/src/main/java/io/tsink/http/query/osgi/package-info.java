/// The query API as a component.
@NullMarked
package io.tsink.http.query.osgi;

import org.jspecify.annotations.NullMarked;
