package io.tsink.engine.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CodecCatalogTest {

  private final CodecCatalog catalog = new CodecCatalog();

  /// Writes another version, and reads both.
  private static final class NewerConstant extends ConstantLongs {
    @Override
    public int formatVersion() {
      return 4;
    }

    @Override
    public boolean reads(int version) {
      return version == 3 || version == 4;
    }
  }

  private static final class Broken extends ConstantLongs {
    @Override
    public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
      out.putLong(values[from] + 1);
    }
  }

  @Test
  void every_form_has_a_raw_codec_from_the_start() {
    assertThat(catalog.list())
        .containsExactlyInAnyOrder(
            new CodecRef(CodecForm.LONG, "raw", 1),
            new CodecRef(CodecForm.DOUBLE, "raw", 1),
            new CodecRef(CodecForm.BOOL, "raw", 1),
            new CodecRef(CodecForm.BYTES, "raw", 1),
            new CodecRef(CodecForm.HISTOGRAM, "raw", 1));
  }

  @Test
  void a_codec_that_fails_its_self_test_is_refused_with_the_reason() {
    Broken broken = new Broken();

    String fault = catalog.bind(broken, 0);

    assertThat(fault).startsWith("codec test.constant failed its self-test");
    assertThat(catalog.refused()).containsExactly(Map.entry(Broken.class.getName(), fault));
    assertThat(catalog.list()).hasSize(5);
    catalog.unbind(broken, Duration.ZERO);
    assertThat(catalog.refused()).isEmpty();
  }

  @Test
  void of_one_name_the_highest_ranking_writes_and_each_version_is_read() {
    catalog.bind(new ConstantLongs(), 10);
    catalog.bind(new NewerConstant(), 5);
    try (CodecLease lease = catalog.lease()) {
      assertThat(lease.codecs().longs(LongRole.I64))
          .extracting(codec -> codec.name() + codec.formatVersion())
          .containsExactly("raw1", "test.constant3");
      for (int version : new int[] {3, 4}) {
        CodecRef ref = new CodecRef(CodecForm.LONG, "test.constant", version);
        assertThat(lease.codecs().longReader(ref).reads(version)).isTrue();
      }
      assertThat(lease.codecs().reads(new CodecRef(CodecForm.LONG, "test.constant", 5))).isFalse();
    }
  }

  @Test
  void a_lease_keeps_its_codecs_while_others_come_and_go() {
    ConstantLongs codec = new ConstantLongs();
    catalog.bind(codec, 0);
    CodecRef ref = new CodecRef(CodecForm.LONG, "test.constant", 3);
    try (CodecLease lease = catalog.lease()) {
      assertThat(catalog.unbind(codec, Duration.ZERO)).isFalse();
      assertThat(lease.codecs().reads(ref)).isTrue();
      assertThat(catalog.reads(ref)).isFalse();
    }
    assertThat(catalog.unbind(codec, Duration.ZERO)).isTrue();
  }

  @Test
  void a_departure_waits_for_the_leases_that_hold_the_codec() throws Exception {
    ConstantLongs codec = new ConstantLongs();
    catalog.bind(codec, 0);
    CodecLease first = catalog.lease();
    CodecLease second = catalog.lease();
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Boolean> departure =
        CompletableFuture.supplyAsync(
            () -> {
              started.countDown();
              return catalog.unbind(codec, Duration.ofMinutes(1));
            });
    started.await();
    first.close();
    first.close();
    assertThat(departure).isNotDone();
    second.close();

    assertThat(departure.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void a_lease_of_a_later_set_does_not_hold_a_departure_up() {
    ConstantLongs codec = new ConstantLongs();
    catalog.bind(codec, 0);
    catalog.unbind(codec, Duration.ZERO);
    try (CodecLease later = catalog.lease()) {
      assertThat(later.codecs().longs(LongRole.I64)).hasSize(1);
      assertThat(catalog.unbind(codec, Duration.ZERO)).isTrue();
    }
  }

  @Test
  void codecs_are_tried_in_one_order_however_they_came() {
    List<String> names;
    catalog.bind(new ConstantLongs(), 0);
    catalog.bind(
        new ConstantLongs() {
          @Override
          public String name() {
            return "another";
          }

          @Override
          public DecodeCost decodeCost() {
            return DecodeCost.SLOW;
          }
        },
        99);
    try (CodecLease lease = catalog.lease()) {
      names = lease.codecs().longs(LongRole.I64).stream().map(codec -> codec.name()).toList();
    }

    assertThat(names).containsExactly("another", "raw", "test.constant");
  }
}
