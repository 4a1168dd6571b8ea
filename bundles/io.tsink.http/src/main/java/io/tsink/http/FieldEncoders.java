package io.tsink.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http2.hpack.HpackFieldPreEncoder;

/// Makes Jetty find how HTTP/2 encodes the fields that it prepares, such as the date.
///
/// Jetty looks for the encoders once, as services of the context class loader. In a framework that
/// one knows none of them, and every response over HTTP/2 would fail.
final class FieldEncoders {
  private FieldEncoders() {}

  /// Has Jetty look for them, unless it has done so before.
  static void load() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(HpackFieldPreEncoder.class.getClassLoader());
    try {
      var _ = new PreEncodedHttpField(HttpHeader.SERVER, "tsink");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
