/// The rim to Declarative Services: the engine of the server, with codecs that come and go as
/// services.
@NullMarked
package io.tsink.engine.osgi;

import org.jspecify.annotations.NullMarked;
