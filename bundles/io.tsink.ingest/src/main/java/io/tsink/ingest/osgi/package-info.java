/// The rim to Declarative Services: protocols come and go as services.
@NullMarked
package io.tsink.ingest.osgi;

import org.jspecify.annotations.NullMarked;
