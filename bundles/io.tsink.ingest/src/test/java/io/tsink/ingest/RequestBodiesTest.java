package io.tsink.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.HttpRoute;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class RequestBodiesTest {
  private static final int LIMIT = 1 << 22;

  private final RequestBodies bodies = new RequestBodies(new BodyLimits(LIMIT, LIMIT, 10));
  private final HttpRoute whole = HttpRoute.of("/w", "POST").maxBodyBytes(LIMIT, "test.max");
  private final HttpRoute streamed = whole.body(HttpRoute.BodyMode.STREAM);

  /// A source that gives what it has in small pieces.
  private static ByteSource source(byte[] bytes) {
    int[] at = {0};
    return (buffer, offset, length) -> {
      if (at[0] == bytes.length) {
        return -1;
      }
      int count = Math.min(Math.min(length, 1 + at[0] % 1000), bytes.length - at[0]);
      System.arraycopy(bytes, at[0], buffer, offset, count);
      at[0] += count;
      return count;
    };
  }

  private static byte[] encode(String coding, byte[] plain) {
    try {
      return switch (coding) {
        case "gzip" -> through(plain, GZIPOutputStream::new);
        case "deflate" -> through(plain, DeflaterOutputStream::new);
        case "zstd" -> Zstd.compress(plain);
        case "snappy" -> Snappy.compress(plain);
        default -> plain;
      };
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Wraps a stream.
  private interface Wrapping {
    OutputStream wrap(OutputStream out) throws IOException;
  }

  private static byte[] through(byte[] plain, Wrapping wrapping) throws IOException {
    var encoded = new ByteArrayOutputStream();
    try (OutputStream out = wrapping.wrap(encoded)) {
      out.write(plain);
    }
    return encoded.toByteArray();
  }

  private static byte[] all(DecodedBody body) {
    var all = new ByteArrayOutputStream();
    byte[] buffer = new byte[777];
    while (true) {
      int read = body.read(buffer, 0, buffer.length);
      if (read < 0) {
        return all.toByteArray();
      }
      all.write(buffer, 0, read);
    }
  }

  private static byte[] noise(int length) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "deflate", "zstd", "snappy"})
  void every_coding_is_undone_whole_and_streamed(String coding) {
    for (byte[] plain : new byte[][] {{}, {1}, "some text".getBytes(UTF_8), noise(300_000)}) {
      byte[] encoded = encode(coding, plain);
      try (DecodedBody body = bodies.open(whole, coding, encoded.length, source(encoded))) {
        int from = body.offset();
        assertThat(Arrays.copyOfRange(body.array(), from, from + body.length())).isEqualTo(plain);
      }
      try (DecodedBody body = bodies.open(whole, coding, -1, source(encoded))) {
        assertThat(all(body)).isEqualTo(plain);
      }
      try (DecodedBody body = bodies.open(streamed, coding, -1, source(encoded))) {
        assertThat(all(body)).isEqualTo(plain);
      }
    }
  }

  @Test
  void bare_deflate_is_understood_too() throws IOException {
    byte[] plain = "some text".getBytes(UTF_8);
    byte[] encoded = through(plain, out -> new DeflaterOutputStream(out, new Deflater(6, true)));

    try (DecodedBody body = bodies.open(whole, "deflate", -1, source(encoded))) {
      assertThat(all(body)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip, gzip", "identity;q=1", "x"})
  void an_unknown_coding_is_415_and_names_those_known(String coding) {
    assertThatThrownBy(() -> bodies.open(whole, coding, -1, source(new byte[0])))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_MEDIA))
        .hasMessageContaining("identity or gzip or deflate or zstd or snappy");
  }

  @Test
  void a_route_may_take_less_and_have_a_default() {
    HttpRoute snappy = whole.codings("snappy");
    byte[] plain = "some text".getBytes(UTF_8);

    try (DecodedBody body = bodies.open(snappy, null, -1, source(encode("snappy", plain)))) {
      assertThat(all(body)).isEqualTo(plain);
    }
    assertThatThrownBy(() -> RequestBodies.check(snappy, null, "gzip"))
        .hasMessageContaining("expected snappy");
    assertThatThrownBy(() -> RequestBodies.check(snappy.accepts("a/b", "a/b;v=1"), "a/b;v=2", null))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("media type \"a/b;v=2\", expected a/b or a/b;v=1");
    assertThat(RequestBodies.check(snappy, "not a type", null)).isNull();
  }

  @ParameterizedTest
  @EnumSource(HttpRoute.BodyMode.class)
  void a_body_that_is_too_large_is_refused_by_its_stated_length(HttpRoute.BodyMode mode) {
    ByteSource untouched =
        (_, _, _) -> {
          throw new AssertionError("read");
        };

    assertThatThrownBy(() -> bodies.open(whole.body(mode), null, LIMIT + 1L, untouched))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TOO_LARGE))
        .hasMessageContaining("%d bytes, expected at most %d".formatted(LIMIT + 1, LIMIT));
  }

  @ParameterizedTest
  @EnumSource(HttpRoute.BodyMode.class)
  void a_body_that_is_too_large_is_refused_when_it_turns_out(HttpRoute.BodyMode mode) {
    byte[] large = new byte[LIMIT + 1];

    assertThatThrownBy(
            () -> {
              try (DecodedBody body = bodies.open(whole.body(mode), null, -1, source(large))) {
                all(body);
              }
            })
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd"})
  void a_bomb_is_refused(String coding) {
    byte[] bomb = encode(coding, new byte[LIMIT - 1]);

    for (HttpRoute route : new HttpRoute[] {whole, streamed}) {
      assertThatThrownBy(
              () -> {
                try (DecodedBody body = bodies.open(route, coding, bomb.length, source(bomb))) {
                  all(body);
                }
              })
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MALFORMED))
          .hasMessageContaining("at most 10 times");
    }
  }

  @Test
  void a_snappy_block_that_claims_too_much_is_refused_before_memory_is_taken() {
    byte[] claim = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0};
    byte[] within = {(byte) 0x80, (byte) 0x80, 0x40, 0};

    assertThatThrownBy(() -> bodies.open(whole, "snappy", -1, source(claim)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the decoded body has more than %d bytes".formatted(LIMIT));
    assertThatThrownBy(() -> bodies.open(whole, "snappy", -1, source(within)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("4 bytes of snappy become 1048576 or more");
  }

  @Property(tries = 500)
  void garbage_is_refused_in_every_coding(@ForAll @Size(max = 200) byte[] garbage) {
    for (String coding : new String[] {"gzip", "deflate", "zstd", "snappy"}) {
      for (HttpRoute route : new HttpRoute[] {whole, streamed}) {
        try (DecodedBody body = bodies.open(route, coding, -1, source(garbage))) {
          assertThat(all(body)).hasSizeLessThan(LIMIT);
        } catch (StorageException e) {
          assertThat(e.kind()).isEqualTo(ErrorKind.MALFORMED);
        }
      }
    }
  }

  @Property(tries = 300)
  void damaged_bodies_are_refused_or_decoded_but_never_run_over(
      @ForAll int place, @ForAll byte value) {
    byte[] plain = "text text text text and more text".repeat(20).getBytes(UTF_8);
    for (String coding : new String[] {"gzip", "deflate", "zstd", "snappy"}) {
      byte[] damaged = encode(coding, plain);
      damaged[Math.floorMod(place, damaged.length)] = value;
      try (DecodedBody body = bodies.open(whole, coding, -1, source(damaged))) {
        assertThat(all(body)).hasSizeLessThan(LIMIT);
      } catch (StorageException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.MALFORMED);
      }
    }
  }

  @Test
  void buffers_go_back_to_the_pool_up_to_its_limit() {
    var pool = new BufferPool(1 << 18);
    byte[] first = pool.take(70_000);
    byte[] second = pool.take(200_000);
    pool.give(first);
    pool.give(second);

    assertThat(first).hasSize(1 << 17);
    assertThat(pool.keptBytes()).isEqualTo(1 << 17);
    assertThat(pool.take(100_000)).isSameAs(first);
    assertThat(pool.take(1 << 27)).hasSize(1 << 27);
  }
}
