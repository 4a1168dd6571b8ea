package io.tsink.spi.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who makes a request, as far as an authenticator knows. Immutable; holds no secret.
///
/// Tenants are *granted* as patterns; which tenant a request is for is never the authenticator's
/// choice.
public final class Principal {

  /// The sort of a principal.
  public enum Kind {
    /// A human.
    USER,
    /// A program.
    SERVICE,
    /// A node of the cluster.
    NODE
  }

  private final String name;
  private final Kind kind;
  private final Set<String> roles;
  private final Set<String> tenants;
  private final @Nullable Instant expiry;
  private final String authenticator;

  private Principal(Builder builder, String authenticator) {
    this.name = builder.name;
    this.kind = builder.kind;
    this.roles = Set.copyOf(builder.roles);
    this.tenants = Set.copyOf(builder.tenants);
    this.expiry = builder.expiry;
    this.authenticator = authenticator;
  }

  /// Begins a principal that has no roles and no tenants.
  ///
  /// @param name not blank; unique within the authenticator
  public static Builder named(String name, Kind kind) {
    return new Builder(name, kind);
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /// Returns the roles or claims, to which the host's configuration gives a meaning.
  public Set<String> roles() {
    return roles;
  }

  /// Returns the patterns of tenants granted; see [#mayUse].
  public Set<String> tenants() {
    return tenants;
  }

  /// Returns when the credentials end, or nothing when they do not end by themselves.
  public Optional<Instant> expiry() {
    return Optional.ofNullable(expiry);
  }

  /// Returns the name of the authenticator that has vouched.
  public String authenticator() {
    return authenticator;
  }

  /// Tells whether a tenant is granted: whether one of the patterns matches its whole name, where
  /// `*` stands for any characters.
  public boolean mayUse(String tenant) {
    return tenants.stream().anyMatch(pattern -> TenantPattern.matches(pattern, tenant));
  }

  @Override
  public String toString() {
    return "%s %s of %s, roles %s, tenants %s"
        .formatted(kind, name, authenticator, new TreeSet<>(roles), new TreeSet<>(tenants));
  }

  /// Collects what a principal is.
  public static final class Builder {
    private final String name;
    private final Kind kind;
    private final Set<String> roles = new TreeSet<>();
    private final Set<String> tenants = new TreeSet<>();
    private @Nullable Instant expiry;

    private Builder(String name, Kind kind) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a principal needs a name");
      }
      this.name = name;
      this.kind = kind;
    }

    /// Adds a role or claim.
    public Builder role(String role) {
      roles.add(role);
      return this;
    }

    /// Grants the tenants that match a pattern, `*` standing for any characters.
    public Builder tenant(String pattern) {
      tenants.add(pattern);
      return this;
    }

    /// Sets when the credentials end.
    public Builder expires(Instant moment) {
      expiry = moment;
      return this;
    }

    /// Returns the principal.
    ///
    /// @param authenticator that vouches: [AuthHost#name]
    public Principal vouchedBy(String authenticator) {
      return new Principal(this, authenticator);
    }
  }
}
