/// The public signatures of the two contracts, kept as text under `docs/api`.
///
/// A *contract* is a bundle others compile against: `io.tsink.api` and `io.tsink.spi`. Its text has
/// a section for each exported package, headed by the package's version, with one sorted line for
/// each thing that a user or an implementer can see. A change between the text and the classes asks
/// for a [Step] of the package's version: what is added a minor one, what is taken away, or added
/// where others implement, a major one. Without the step the build fails, and the text cannot be
/// rewritten either; with it, the text is rewritten by `-Dtsink.api.write=true`.
@NullMarked
package io.tsink.itests.signature;

import org.jspecify.annotations.NullMarked;
