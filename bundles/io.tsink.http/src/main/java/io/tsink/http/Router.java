package io.tsink.http;

import io.tsink.ingest.RouteTable;
import io.tsink.spi.ingest.HttpRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which route a request takes. Immutable; a change makes a new one.
final class Router {
  static final Router EMPTY = new Router(List.of());

  private final Map<String, List<Route>> fixed = new HashMap<>();
  private final List<Templated> templated = new ArrayList<>();

  private record Templated(PathTemplate template, Route route) {}

  /// What became of looking a request up.
  sealed interface Found {
    /// A route takes it.
    record To(Route route, Map<String, String> variables) implements Found {}

    /// Routes of that path take other methods.
    record OtherMethods(String allowed) implements Found {}

    /// No route has that path.
    record Nothing() implements Found {}
  }

  private Router(List<Route> routes) {
    for (Route route : routes) {
      String path = route.http().path();
      if (PathTemplate.isFixed(path)) {
        fixed.computeIfAbsent(path, _ -> new ArrayList<>(1)).add(route);
      } else {
        templated.add(new Templated(new PathTemplate(path), route));
      }
    }
  }

  /// Endpoints first, then protocols.
  static Router of(Map<HttpEndpoint, List<HttpRoute>> endpoints, RouteTable protocols) {
    var routes = new ArrayList<Route>();
    endpoints.forEach(
        (endpoint, own) -> own.forEach(route -> routes.add(new Route.OfEndpoint(route, endpoint))));
    protocols.targets().forEach(target -> routes.add(new Route.OfProtocol(target)));
    return new Router(routes);
  }

  /// @param method `HEAD` takes the routes of `GET`
  /// @param path as sent
  /// @throws IllegalArgumentException when the path cannot be decoded
  Found find(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    var allowed = new TreeSet<String>();
    for (Route route : fixed.getOrDefault(path, List.of())) {
      if (takes(route, method, wanted)) {
        return new Found.To(route, Map.of());
      }
      allowed.addAll(route.http().methods());
    }
    for (Templated each : templated) {
      Map<String, String> variables = each.template.match(path);
      if (variables != null) {
        if (takes(each.route, method, wanted)) {
          return new Found.To(each.route, variables);
        }
        allowed.addAll(each.route.http().methods());
      }
    }
    if (allowed.isEmpty()) {
      return new Found.Nothing();
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    allowed.add("OPTIONS");
    return new Found.OtherMethods(String.join(", ", allowed));
  }

  private static boolean takes(Route route, String method, String wanted) {
    return route.http().methods().contains(method) || route.http().methods().contains(wanted);
  }
}
