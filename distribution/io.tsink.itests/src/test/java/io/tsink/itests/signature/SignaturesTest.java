package io.tsink.itests.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.itests.signature.fixture.Shape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SignaturesTest {
  private static final String SHAPE =
      """
      package io.tsink.itests.signature.fixture 1.4.0
        Shape.Colour: static final enum
        Shape.Colour: static final io.tsink.itests.signature.fixture.Shape.Colour RED
        Shape.Dot: <init>(java.lang.String)
        Shape.Dot: implements io.tsink.itests.signature.fixture.Shape<java.lang.String>
        Shape.Dot: java.lang.String name()
        Shape.Dot: java.lang.String[] corners(java.util.List<? super java.lang.String>, \
      java.util.Map<java.lang.String, ?>)
        Shape.Dot: static final record
        Shape.Dot: void close()
        Shape: abstract T[] corners(java.util.List<? super T>, \
      java.util.Map<java.lang.String, ?>) throws java.io.IOException
        Shape: abstract void close()
        Shape: default <N extends java.lang.Number> N scaled(N)
        Shape: default long area()
        Shape: implements java.lang.AutoCloseable
        Shape: interface<T extends java.lang.Comparable<T>>, provided
        Shape: permits io.tsink.itests.signature.fixture.Shape.Dot
        Shape: static final int LIMIT = 7
        Shape: static io.tsink.itests.signature.fixture.Shape<java.lang.String> none()
      """;

  @Test
  void every_part_that_others_see_is_a_line() throws Exception {
    Contract contract =
        Signatures.of(
            Path.of(Shape.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve("io/tsink/itests/signature/fixture"));

    assertThat(contract.text()).isEqualTo(SHAPE);
  }

  @Test
  void the_text_is_read_back_as_it_was() {
    assertThat(Contract.parse(SHAPE.lines().toList()).text()).isEqualTo(SHAPE);
  }
}
