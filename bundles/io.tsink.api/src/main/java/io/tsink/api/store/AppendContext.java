package io.tsink.api.store;

import io.tsink.api.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who appends, and within which limits. Immutable.
public final class AppendContext {
  private static final AppendContext LOCAL = builder().build();

  private final Labels scope;
  private final String tenant;
  private final String principal;
  private final String protocol;
  private final String peer;
  private final String traceId;
  private final @Nullable Instant deadline;

  private AppendContext(Builder builder) {
    this.scope = builder.scope;
    this.tenant = builder.tenant;
    this.principal = builder.principal;
    this.protocol = builder.protocol;
    this.peer = builder.peer;
    this.traceId = builder.traceId;
    this.deadline = builder.deadline;
  }

  /// The context of a caller in the same process, without limits.
  public static AppendContext local() {
    return LOCAL;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Labels that every series gets, such as those of the listener and the tenant.
  public Labels scope() {
    return scope;
  }

  /// The tenant, empty for none.
  public String tenant() {
    return tenant;
  }

  /// The name of the authenticated caller, empty for none.
  public String principal() {
    return principal;
  }

  /// The name of the protocol, empty for the library.
  public String protocol() {
    return protocol;
  }

  /// The address of the sender, empty for the library.
  public String peer() {
    return peer;
  }

  /// Identifies the request in logs and traces, may be empty.
  public String traceId() {
    return traceId;
  }

  /// When a commit that waits gives up; null for the time-out of the store.
  public @Nullable Instant deadline() {
    return deadline;
  }

  /// Collects the parts of a context. Confined.
  public static final class Builder {
    private Labels scope = Labels.empty();
    private String tenant = "";
    private String principal = "";
    private String protocol = "";
    private String peer = "";
    private String traceId = "";
    private @Nullable Instant deadline;

    private Builder() {}

    public Builder scope(Labels value) {
      scope = value;
      return this;
    }

    public Builder tenant(String value) {
      tenant = value;
      return this;
    }

    public Builder principal(String value) {
      principal = value;
      return this;
    }

    public Builder protocol(String value) {
      protocol = value;
      return this;
    }

    public Builder peer(String value) {
      peer = value;
      return this;
    }

    public Builder traceId(String value) {
      traceId = value;
      return this;
    }

    public Builder deadline(Instant value) {
      deadline = value;
      return this;
    }

    public AppendContext build() {
      return new AppendContext(this);
    }
  }
}
