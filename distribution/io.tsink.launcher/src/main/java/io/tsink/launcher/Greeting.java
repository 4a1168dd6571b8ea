package io.tsink.launcher;

import java.nio.file.Path;

/// What the operator reads when the server is ready.
final class Greeting {
  private Greeting() {}

  /// Returns the text. Its first line is `tsink VERSION is ready at URL`, then the data folder.
  static String of(String version, String url, Path dataPath) {
    return """
    tsink %1$s is ready at %2$s (data in %3$s)

    What to try next:
      curl --data-binary 'temperature{room="kitchen"} 21.5' '%2$s/api/v1/import/prometheus'
      curl '%2$s/api/v1/query?query=temperature'
      and in prometheus.yml: remote_write: [{url: "%2$s/api/v1/write"}]
    """
        .formatted(version, url, dataPath);
  }
}
