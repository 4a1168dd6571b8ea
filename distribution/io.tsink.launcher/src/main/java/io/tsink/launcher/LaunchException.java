package io.tsink.launcher;

import java.util.List;

/// The server cannot start; the message tells the operator why, one reason a line.
final class LaunchException extends Exception {
  private final String reasons;

  LaunchException(String message) {
    super(message);
    reasons = message;
  }

  LaunchException(String message, Throwable cause) {
    super(message, cause);
    reasons = message;
  }

  /// Returns the reasons.
  List<String> lines() {
    return reasons.lines().toList();
  }
}
