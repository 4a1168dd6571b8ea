package io.tsink.launcher;

/// What the main thread waits for.
sealed interface Event {
  /// The framework reached its last start level.
  record Started() implements Event {}

  /// A component says the server accepts requests.
  record Ready(String url) implements Event {}

  /// A component says the server cannot go on.
  record Fatal(String reason) implements Event {}

  /// The process was asked to stop.
  record StopAsked(String signal) implements Event {}
}
