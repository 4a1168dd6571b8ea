package io.tsink.spi.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One path that an instance answers and what it takes there. Immutable; each method that changes
/// something returns a changed route.
///
/// ```java
/// HttpRoute.of("/api/v1/write", "POST")
///     .accepts("application/x-protobuf")
///     .codings("snappy")
///     .maxBodyBytes(32 << 20, "max-body");
/// ```
///
/// The host answers everything that does not fit: 404, 405, 413, 415 and OPTIONS.
public final class HttpRoute {

  /// How the body is handed over.
  public enum BodyMode {
    /// As one slice of bytes, when all of it has been received and decoded.
    WHOLE,
    /// Piece by piece, while it arrives.
    STREAM
  }

  /// What lies between HTTP and the message.
  public enum Framing {
    /// Nothing: the body is the message.
    NONE,
    /// Unary gRPC: the host takes the prefix of five bytes from the request and puts one before the
    /// response; the instance sets the trailers `grpc-status` and `grpc-message`. HTTP/2 only.
    GRPC
  }

  /// Whose limits a request counts against.
  public enum Surface {
    INGEST,
    QUERY,
    METADATA
  }

  private final String path;
  private final Set<String> methods;
  private final List<MediaType> mediaTypes;
  private final List<String> codings;
  private final String defaultCoding;
  private final BodyMode bodyMode;
  private final long maxBodyBytes;
  private final String maxBodyOption;
  private final Framing framing;
  private final Surface surface;
  private final boolean mergesForm;

  private HttpRoute(Parts parts) {
    path = parts.path;
    methods = parts.methods;
    mediaTypes = parts.mediaTypes;
    codings = parts.codings;
    defaultCoding = parts.defaultCoding;
    bodyMode = parts.bodyMode;
    maxBodyBytes = parts.maxBodyBytes;
    maxBodyOption = parts.maxBodyOption;
    framing = parts.framing;
    surface = parts.surface;
    mergesForm = parts.mergesForm;
  }

  /// The parts while they are put together.
  private static final class Parts {
    private String path = "";
    private Set<String> methods = Set.of();
    private List<MediaType> mediaTypes = List.of();
    private List<String> codings = List.of("identity", "gzip", "deflate", "zstd", "snappy");
    private String defaultCoding = "identity";
    private BodyMode bodyMode = BodyMode.WHOLE;
    private long maxBodyBytes = 32L << 20;
    private String maxBodyOption = "";
    private Framing framing = Framing.NONE;
    private Surface surface = Surface.INGEST;
    private boolean mergesForm;
  }

  /// Returns a route that takes any media type and coding and up to 32 MiB.
  ///
  /// @param path begins with `/`; a segment `{name}` stands for one segment, a last segment
  ///     `{name*}` for the rest of the path
  public static HttpRoute of(String path, String... methods) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path \"%s\", expected / at its start".formatted(path));
    }
    if (methods.length == 0) {
      throw new IllegalArgumentException("path \"%s\" without methods".formatted(path));
    }
    var parts = new Parts();
    parts.path = path;
    parts.methods = Set.of(methods);
    return new HttpRoute(parts);
  }

  /// Returns a route that takes these media types only, and requests that name none.
  ///
  /// A request fits a type when type and subtype are equal and so is each parameter that any of the
  /// types given here names, where absent equals absent only.
  public HttpRoute accepts(String... types) {
    Parts parts = parts();
    var parsed = new ArrayList<MediaType>();
    for (String type : types) {
      parsed.add(MediaType.parse(type));
    }
    parts.mediaTypes = List.copyOf(parsed);
    return new HttpRoute(parts);
  }

  /// Returns a route that takes these content codings only, of `identity`, `gzip`, `deflate`,
  /// `zstd` and `snappy` (the block format). The first is that of a request that names none.
  public HttpRoute codings(String... names) {
    Parts parts = parts();
    parts.codings = List.of(names);
    parts.defaultCoding = names[0];
    return new HttpRoute(parts);
  }

  /// Returns a route with this body mode.
  public HttpRoute body(BodyMode mode) {
    Parts parts = parts();
    parts.bodyMode = mode;
    return new HttpRoute(parts);
  }

  /// Returns a route with a limit for the body, both as sent and as decoded.
  ///
  /// @param bytes `Long.MAX_VALUE` for none, which only [BodyMode#STREAM] can have
  /// @param option the option of the protocol that sets it, for messages
  public HttpRoute maxBodyBytes(long bytes, String option) {
    Parts parts = parts();
    parts.maxBodyBytes = bytes;
    parts.maxBodyOption = option;
    return new HttpRoute(parts);
  }

  /// Returns a route with this framing.
  public HttpRoute framing(Framing value) {
    Parts parts = parts();
    parts.framing = value;
    return new HttpRoute(parts);
  }

  /// Returns a route whose requests count against these limits.
  public HttpRoute surface(Surface value) {
    Parts parts = parts();
    parts.surface = value;
    return new HttpRoute(parts);
  }

  /// Returns a route where the host reads a body of type `application/x-www-form-urlencoded` and
  /// adds its fields to the parameters.
  public HttpRoute mergingForm() {
    Parts parts = parts();
    parts.mergesForm = true;
    return new HttpRoute(parts);
  }

  private Parts parts() {
    var parts = new Parts();
    parts.path = path;
    parts.methods = methods;
    parts.mediaTypes = mediaTypes;
    parts.codings = codings;
    parts.defaultCoding = defaultCoding;
    parts.bodyMode = bodyMode;
    parts.maxBodyBytes = maxBodyBytes;
    parts.maxBodyOption = maxBodyOption;
    parts.framing = framing;
    parts.surface = surface;
    parts.mergesForm = mergesForm;
    return parts;
  }

  /// Returns the template of the path.
  public String path() {
    return path;
  }

  public Set<String> methods() {
    return methods;
  }

  /// Returns the media types taken, empty for any.
  public List<MediaType> mediaTypes() {
    return mediaTypes;
  }

  /// Tells whether a request with this media type fits.
  ///
  /// @param type null when the request names none
  public boolean accepts(@Nullable MediaType type) {
    return type == null
        || mediaTypes.isEmpty()
        || mediaTypes.stream().anyMatch(accepted -> accepted.sameAs(type, mediaTypes));
  }

  /// Returns the content codings taken.
  public List<String> codings() {
    return codings;
  }

  /// Returns the coding of a request that names none.
  public String defaultCoding() {
    return defaultCoding;
  }

  public BodyMode bodyMode() {
    return bodyMode;
  }

  /// Returns the most bytes of a body, as sent and as decoded.
  public long maxBodyBytes() {
    return maxBodyBytes;
  }

  /// Returns the option that sets [#maxBodyBytes], empty for none.
  public String maxBodyOption() {
    return maxBodyOption;
  }

  public Framing framing() {
    return framing;
  }

  public Surface surface() {
    return surface;
  }

  /// Tells whether the fields of a form become parameters.
  public boolean mergesForm() {
    return mergesForm;
  }

  @Override
  public String toString() {
    return methods + " " + path;
  }
}
