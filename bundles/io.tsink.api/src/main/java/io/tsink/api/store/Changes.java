package io.tsink.api.store;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/// News of a store for whoever derives something from it. A capability.
///
/// Events are coarse and pulled: a consumer asks for what came after a sequence and keeps its own
/// position. Memory for events is bounded; when it runs out they are merged into wider ones, never
/// dropped. After a crash events may be told again.
@ProviderType
public interface Changes {
  /// What happened after a sequence, oldest first, at most `limit` events.
  List<Event> since(long sequence, int limit);

  /// The sequence up to which everything has been told once the answer of [#since] is empty.
  long position();

  /// One thing that happened. More kinds may come; a consumer treats an unknown one as
  /// [Everything].
  sealed interface Event {
    long sequence();
  }

  /// Samples were written before the newest of their series.
  record LateRows(long sequence, Labels labels, TimeRange range) implements Event {}

  /// Samples were deleted.
  record Deleted(long sequence, Labels labels, TimeRange range) implements Event {}

  /// Anything may have changed.
  record Everything(long sequence) implements Event {}
}
