package io.tsink.spi.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class LinesProperties {
  @Property
  void lines_are_those_between_line_feeds(
      @ForAll
          @CharRange(from = '\n', to = '\r')
          @CharRange(from = 'a', to = 'b')
          @StringLength(max = 60)
          String text,
      @ForAll @IntRange(min = 1, max = 9) int piece) {
    assertThat(split(text, piece)).isEqualTo(expected(text));
  }

  private static List<String> expected(String text) {
    var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    return lines;
  }

  /// Feeds a text as a host does: what was not used comes again in front of the next piece.
  private static List<String> split(String text, int piece) {
    var lines = new Lines();
    var found = new ArrayList<String>();
    byte[] input = text.getBytes(ISO_8859_1);
    byte[] pending = {};
    int read = 0;
    do {
      int count = Math.min(piece, input.length - read);
      byte[] buffer = new byte[2 + pending.length + count];
      System.arraycopy(pending, 0, buffer, 2, pending.length);
      System.arraycopy(input, read, buffer, 2 + pending.length, count);
      read += count;
      lines.over(buffer, 2, buffer.length - 2, read == input.length);
      while (lines.next()) {
        found.add(new String(buffer, lines.start(), lines.end() - lines.start(), ISO_8859_1));
        assertThat(lines.number()).isEqualTo(found.size());
      }
      pending = Arrays.copyOfRange(buffer, 2 + lines.used(), buffer.length);
    } while (read < input.length);
    assertThat(pending).isEmpty();
    return found;
  }

  @Property
  void the_first_line_feed_is_found(
      @ForAll byte[] bytes,
      @ForAll @IntRange(max = 20) int from,
      @ForAll @IntRange(max = 20) int cut) {
    int start = Math.min(from, bytes.length);
    int end = Math.max(start, bytes.length - cut);
    int expected = -1;
    for (int i = end - 1; i >= start; i--) {
      expected = bytes[i] == '\n' ? i : expected;
    }

    assertThat(Lines.find(bytes, start, end)).isEqualTo(expected);
  }

  @Example
  void numbers_can_start_anew() {
    var lines = new Lines();
    lines.over(new byte[] {'a', '\n'}, 0, 2, true);
    assertThat(lines.next()).isTrue();
    lines.restart();
    lines.over(new byte[] {'b', '\n'}, 0, 2, true);
    assertThat(lines.next()).isTrue();

    assertThat(lines.number()).isEqualTo(1);
    assertThat(lines.next()).isFalse();
  }
}
