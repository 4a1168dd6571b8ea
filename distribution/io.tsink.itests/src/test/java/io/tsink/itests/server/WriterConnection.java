package io.tsink.itests.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One connection that stays open and sends one write after the other. Confined.
///
/// It neither connects again nor repeats a request: what fails is seen.
final class WriterConnection implements AutoCloseable {
  private static final int TIMEOUT_MS = 60_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final String head;

  WriterConnection(String url) throws IOException {
    URI uri = URI.create(url);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MS);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    head =
        """
        POST /api/v1/write HTTP/1.1\r
        Host: %s\r
        Content-Type: application/x-protobuf\r
        Content-Encoding: snappy\r
        X-Prometheus-Remote-Write-Version: 0.1.0\r
        Content-Length: \
        """
            .formatted(uri.getAuthority());
  }

  /// Sends a body and returns the status and body of the answer.
  ///
  /// @throws IOException when the connection breaks before the answer is whole
  Client.Answer write(byte[] body) throws IOException {
    byte[] start = (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    socket.getOutputStream().write(request);
    String status = line();
    if (!status.startsWith("HTTP/1.1 ")) {
      throw new IOException("status line \"%s\"".formatted(status));
    }
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    byte[] answer = in.readNBytes(length);
    if (answer.length < length) {
      throw new IOException(
          "the answer ends after %d of %d bytes".formatted(answer.length, length));
    }
    return new Client.Answer(
        Integer.parseInt(status.substring(9, 12)), new String(answer, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection ended after \"%s\"".formatted(line));
      }
      line.append((char) b);
    }
    return line.substring(0, line.length() - 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
