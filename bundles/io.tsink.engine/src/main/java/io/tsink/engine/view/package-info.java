/// What readers see: head, segments and deletions at one moment.
///
/// A [ReadView] is one pinned state. It is opened and closed under a short lock; no reader waits
/// for a writer or a flush, and none of these waits for a reader. The [ViewPublisher] makes commits
/// visible in the order in which they began, and puts a segment in the place of the head chunks
/// that it holds in one step.
@NullMarked
package io.tsink.engine.view;

import org.jspecify.annotations.NullMarked;
