package io.tsink.config;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server accepts connections.
///
/// @param host a name or an address, an IPv6 address without its brackets
/// @param port 0 lets the operating system choose
public record ListenAddress(String host, int port) {
  static final Pattern PATTERN =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)\\]|([^:\\s\\[\\]]+)):([0-9]{1,5})");

  public ListenAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is blank");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is outside 0 to 65535");
    }
  }

  /// Reads `host:port`, with brackets around an IPv6 address.
  ///
  /// @throws IllegalArgumentException when the text has another form
  public static ListenAddress parse(String text) {
    Matcher parts = PATTERN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    return new ListenAddress(host, Integer.parseInt(parts.group(3)));
  }

  /// Tells whether only this machine can connect. A name other than `localhost` counts as reachable
  /// from elsewhere: what it resolves to may change while the server runs.
  public boolean loopback() {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
