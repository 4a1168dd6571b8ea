package io.tsink.testkit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One input of a protocol and what becomes of it. Immutable.
public final class ProtocolCase {
  private final String name;
  private final byte[] input;
  private final String mediaType;
  private final @Nullable List<String> rows;
  private final int rejected;

  private ProtocolCase(
      String name, byte[] input, String mediaType, @Nullable List<String> rows, int rejected) {
    this.name = name;
    this.input = input;
    this.mediaType = mediaType;
    this.rows = rows;
    this.rejected = rejected;
  }

  /// A case that says nothing yet of what is expected.
  ///
  /// @param input the bytes, without a coding
  public static ProtocolCase of(String name, byte[] input) {
    return new ProtocolCase(name, input.clone(), "", null, -1);
  }

  /// A case of text.
  public static ProtocolCase of(String name, String input) {
    return of(name, input.getBytes(UTF_8));
  }

  /// Expects these rows, in the form of [RecordingSink#rows], and no others.
  public ProtocolCase gives(List<String> expected) {
    return new ProtocolCase(name, input, mediaType, List.copyOf(expected), Math.max(0, rejected));
  }

  /// Expects these rows, in the form of [RecordingSink#rows], and no others.
  public ProtocolCase gives(String... expected) {
    return gives(List.of(expected));
  }

  /// Expects that many rejections; without this none.
  public ProtocolCase rejects(int count) {
    return new ProtocolCase(name, input, mediaType, rows, count);
  }

  /// Sends the input with a media type.
  public ProtocolCase as(String type) {
    return new ProtocolCase(name, input, type, rows, rejected);
  }

  public String name() {
    return name;
  }

  /// Returns the bytes, a copy.
  public byte[] input() {
    return input.clone();
  }

  /// Returns the media type, empty for none.
  public String mediaType() {
    return mediaType;
  }

  /// Returns the rows expected, null when any are right.
  public @Nullable List<String> rows() {
    return rows;
  }

  /// Returns the number of rejections expected, -1 when any is right.
  public int rejected() {
    return rejected;
  }

  @Override
  public String toString() {
    return name;
  }
}
