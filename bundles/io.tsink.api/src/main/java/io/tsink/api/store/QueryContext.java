package io.tsink.api.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One query under way: until when it may run, what it may use, and whether it was stopped.
///
/// Thread-safe. Every layer calls [#check] now and then and charges what it uses.
public final class QueryContext {
  private final String id;
  private final String text;
  private final String tenant;
  private final String principal;
  private final long deadlineNanos;
  private final boolean hasDeadline;
  private final Limit series;
  private final Limit samples;
  private final Limit bytes;
  private final AtomicReference<@Nullable Cause> canceled = new AtomicReference<>();

  private QueryContext(Builder builder) {
    this.id = builder.id;
    this.text = builder.text;
    this.tenant = builder.tenant;
    this.principal = builder.principal;
    this.hasDeadline = builder.timeout != null;
    this.deadlineNanos =
        builder.timeout == null ? 0 : System.nanoTime() + builder.timeout.toNanos();
    this.series = new Limit("series", builder.maxSeriesOption, builder.maxSeries);
    this.samples = new Limit("samples", builder.maxSamplesOption, builder.maxSamples);
    this.bytes = new Limit("bytes", builder.maxBytesOption, builder.maxBytes);
  }

  /// A query of a caller in the same process, without limits.
  public static QueryContext unlimited() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Why a query was stopped.
  public enum Cause {
    CLIENT_GONE,
    TIMEOUT,
    KILLED,
    SHUTDOWN
  }

  /// Identifies the query among those under way; may be empty.
  public String id() {
    return id;
  }

  /// What was asked, for lists and logs; may be empty.
  public String text() {
    return text;
  }

  /// The tenant, empty for none.
  public String tenant() {
    return tenant;
  }

  /// The name of the authenticated caller, empty for none.
  public String principal() {
    return principal;
  }

  /// Stops the query; only the first cause counts.
  public void cancel(Cause cause) {
    canceled.compareAndSet(null, cause);
  }

  /// Why the query was stopped, or null.
  public @Nullable Cause canceled() {
    return canceled.get();
  }

  /// Returns if the query may go on.
  ///
  /// @throws StorageException of kind `CANCELED`, `TIMEOUT` or `SHUTTING_DOWN` otherwise
  public void check() {
    if (hasDeadline && canceled.get() == null && System.nanoTime() - deadlineNanos >= 0) {
      cancel(Cause.TIMEOUT);
    }
    Cause cause = canceled.get();
    if (cause == null) {
      return;
    }
    throw switch (cause) {
      case CLIENT_GONE -> new StorageException(ErrorKind.CANCELED, "the client is gone");
      case TIMEOUT -> new StorageException(ErrorKind.TIMEOUT, "the query ran out of time");
      case KILLED -> new StorageException(ErrorKind.CANCELED, "the query was killed");
      case SHUTDOWN -> new StorageException(ErrorKind.SHUTTING_DOWN, "the store is closing");
    };
  }

  /// Counts series that the query has touched.
  public void chargeSeries(long count) {
    series.charge(count);
  }

  /// Counts samples that the query has read.
  public void chargeSamples(long count) {
    samples.charge(count);
  }

  /// Counts bytes of payload that the query has decoded.
  public void chargeBytes(long count) {
    bytes.charge(count);
  }

  public long seriesRead() {
    return series.used.sum();
  }

  public long samplesRead() {
    return samples.used.sum();
  }

  public long bytesRead() {
    return bytes.used.sum();
  }

  private static final class Limit {
    private final String what;
    private final String option;
    private final long max;
    private final LongAdder used = new LongAdder();

    Limit(String what, String option, long max) {
      this.what = what;
      this.option = option;
      this.max = max;
    }

    void charge(long count) {
      used.add(count);
      if (max < Long.MAX_VALUE && used.sum() > max) {
        throw new StorageException(
            ErrorKind.LIMIT_EXCEEDED,
            "the query reads more than %d %s, the limit of %s".formatted(max, what, option));
      }
    }
  }

  /// Collects the parts of a context. Confined.
  public static final class Builder {
    private String id = "";
    private String text = "";
    private String tenant = "";
    private String principal = "";
    private @Nullable Duration timeout;
    private long maxSeries = Long.MAX_VALUE;
    private String maxSeriesOption = "";
    private long maxSamples = Long.MAX_VALUE;
    private String maxSamplesOption = "";
    private long maxBytes = Long.MAX_VALUE;
    private String maxBytesOption = "";

    private Builder() {}

    public Builder id(String value) {
      id = value;
      return this;
    }

    public Builder text(String value) {
      text = value;
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

    /// The time the query has, from [#build] on.
    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /// Most series that the query may touch.
    ///
    /// @param option the name of the option, for the message
    public Builder maxSeries(long value, String option) {
      maxSeries = value;
      maxSeriesOption = option;
      return this;
    }

    /// Most samples that the query may read.
    ///
    /// @param option the name of the option, for the message
    public Builder maxSamples(long value, String option) {
      maxSamples = value;
      maxSamplesOption = option;
      return this;
    }

    /// Most bytes of payload that the query may decode.
    ///
    /// @param option the name of the option, for the message
    public Builder maxBytes(long value, String option) {
      maxBytes = value;
      maxBytesOption = option;
      return this;
    }

    public QueryContext build() {
      return new QueryContext(this);
    }
  }
}
