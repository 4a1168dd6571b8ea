package io.tsink.ingest;

import io.tsink.spi.ingest.HttpRoute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The routes of all protocols at one moment, those of protocols that are away included. Immutable.
///
/// No path and method is in it twice.
public final class RouteTable {
  static final RouteTable EMPTY = new RouteTable(List.of());

  private final List<Target> targets;

  RouteTable(List<Target> targets) {
    this.targets = List.copyOf(targets);
  }

  /// One route and whose it is.
  public static final class Target {
    private final String protocol;
    private final HttpRoute route;
    private final @Nullable OpenProtocol open;

    Target(String protocol, HttpRoute route, @Nullable OpenProtocol open) {
      this.protocol = protocol;
      this.route = route;
      this.open = open;
    }

    /// Returns the name of the protocol.
    public String protocol() {
      return protocol;
    }

    public HttpRoute route() {
      return route;
    }

    /// Returns who answers, null while the protocol is away.
    @Nullable OpenProtocol open() {
      return open;
    }

    @Override
    public String toString() {
      return route + " of " + protocol;
    }
  }

  /// Returns the routes.
  public List<Target> targets() {
    return targets;
  }

  /// Returns the target of the same protocol and path that takes a method of the one given, or
  /// null.
  @Nullable Target successor(Target gone) {
    for (Target each : targets) {
      if (each.protocol.equals(gone.protocol) && collide(each.route, gone.route)) {
        return each;
      }
    }
    return null;
  }

  /// Whether a request can fit both routes, as far as their templates tell.
  static boolean collide(HttpRoute left, HttpRoute right) {
    return shape(left.path()).equals(shape(right.path()))
        && left.methods().stream().anyMatch(right.methods()::contains);
  }

  /// A path with its variables unnamed.
  private static List<String> shape(String path) {
    var segments = new ArrayList<String>();
    for (String segment : path.split("/", -1)) {
      if (!segment.startsWith("{")) {
        segments.add(segment);
      } else {
        segments.add(segment.endsWith("*}") ? "{*}" : "{}");
      }
    }
    return segments;
  }
}
