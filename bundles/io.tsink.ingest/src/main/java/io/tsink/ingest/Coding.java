package io.tsink.ingest;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/// A content coding, and how it is undone.
enum Coding {
  IDENTITY {
    @Override
    InputStream decoder(InputStream encoded) {
      return encoded;
    }
  },
  GZIP {
    @Override
    InputStream decoder(InputStream encoded) throws IOException {
      return new GZIPInputStream(encoded, BUFFER_BYTES);
    }
  },
  /// The zlib format as RFC 9110 has it, or bare deflate as some senders have it.
  DEFLATE {
    @Override
    InputStream decoder(InputStream encoded) throws IOException {
      var peeked = new PushbackInputStream(encoded, 2);
      byte[] head = peeked.readNBytes(2);
      peeked.unread(head);
      boolean zlib =
          head.length == 2
              && (head[0] & 0x0f) == 8
              && (((head[0] & 0xff) << 8) + (head[1] & 0xff)) % 31 == 0;
      var inflater = new Inflater(!zlib);
      return new InflaterInputStream(peeked, inflater, BUFFER_BYTES) {
        @Override
        public void close() throws IOException {
          super.close();
          inflater.end();
        }
      };
    }
  },
  ZSTD {
    @Override
    InputStream decoder(InputStream encoded) throws IOException {
      return new ZstdInputStreamNoFinalizer(encoded).setLongMax(ZSTD_WINDOW_LOG);
    }

    @Override
    long statedLength(byte[] encoded, int length) {
      long stated = Zstd.getFrameContentSize(encoded, 0, length);
      return stated > 0 ? stated : -1;
    }
  },
  /// The block format, which begins with the decoded length and is decoded whole.
  SNAPPY {
    @Override
    InputStream decoder(InputStream encoded) {
      throw new IllegalStateException("snappy blocks are decoded whole");
    }

    @Override
    long statedLength(byte[] encoded, int length) {
      long stated = 0;
      for (int i = 0; i < 5 && i < length; i++) {
        stated |= (encoded[i] & 0x7fL) << (7 * i);
        if (encoded[i] >= 0) {
          return stated;
        }
      }
      throw malformed(this, "it does not begin with a length");
    }
  };

  /// The window that RFC 8878 asks every decoder for, 8 MiB.
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private static final int BUFFER_BYTES = 1 << 15;

  /// A copy of three bytes makes at most 64.
  private static final int SNAPPY_RATIO = 22;

  /// Returns the coding of a name, or null.
  static @Nullable Coding named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      case "zstd" -> ZSTD;
      case "snappy" -> SNAPPY;
      default -> null;
    };
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract InputStream decoder(InputStream encoded) throws IOException;

  /// Returns the decoded length that the encoded bytes state, or -1.
  long statedLength(byte[] encoded, int length) {
    return -1;
  }

  /// Returns a stream of the decoded bytes. Nothing is read before the first read from it.
  InputStream open(InputStream encoded) {
    return this == IDENTITY ? encoded : new LateInput(this, encoded);
  }

  int read(InputStream decoded, byte[] buffer, int offset, int length) {
    try {
      return decoded.read(buffer, offset, length);
    } catch (IOException e) {
      throw malformed(this, String.valueOf(e.getMessage()));
    }
  }

  /// Decodes a body that is in memory.
  ///
  /// @param encoded borrowed
  WholeBody decode(
      byte[] encoded, int length, long maxBytes, int maxRatio, String limit, BufferPool pool) {
    long ratioBytes = BodyLimits.FREE_BYTES + (long) maxRatio * length;
    long most = Math.min(MAX_ARRAY - 1, Math.min(maxBytes, ratioBytes));
    long stated = statedLength(encoded, length);
    if (stated > maxBytes) {
      throw tooLarge(maxBytes, limit);
    }
    if (stated > ratioBytes || (this == SNAPPY && stated > (long) SNAPPY_RATIO * length)) {
      throw bomb(this, stated, length, maxRatio);
    }
    if (this == SNAPPY) {
      return snappy(encoded, length, (int) stated, pool);
    }
    int room = (int) Math.min(most, stated >= 0 ? stated : 4L * length) + 1;
    byte[] decoded = pool.take(room);
    int used = 0;
    try (InputStream in = open(new ByteArrayInputStream(encoded, 0, length))) {
      while (true) {
        int read = read(in, decoded, used, decoded.length - used);
        if (read < 0) {
          return new WholeBody(pool, decoded, used);
        }
        used += read;
        if (used > most) {
          pool.give(decoded);
          throw used > maxBytes ? tooLarge(maxBytes, limit) : bomb(this, used, length, maxRatio);
        }
        if (used == decoded.length) {
          byte[] larger = pool.take((int) Math.min(MAX_ARRAY, 2L * used));
          System.arraycopy(decoded, 0, larger, 0, used);
          pool.give(decoded);
          decoded = larger;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WholeBody snappy(byte[] encoded, int length, int stated, BufferPool pool) {
    byte[] decoded = pool.take(stated);
    try {
      int written = Snappy.uncompress(encoded, 0, length, decoded, 0);
      if (written != stated) {
        throw malformed(this, "%d bytes, expected %d".formatted(written, stated));
      }
      return new WholeBody(pool, decoded, stated);
    } catch (IOException e) {
      pool.give(decoded);
      throw malformed(this, String.valueOf(e.getMessage()));
    }
  }

  static StorageException malformed(Coding coding, String problem) {
    return new StorageException(
        ErrorKind.MALFORMED, "the body is not valid %s: %s".formatted(coding.text(), problem));
  }

  static StorageException tooLarge(long maxBytes, String limit) {
    return new StorageException(
        ErrorKind.MALFORMED,
        "the decoded body has more than %d bytes (%s)".formatted(maxBytes, limit));
  }

  static StorageException bomb(Coding coding, long decoded, long encoded, int maxRatio) {
    return new StorageException(
        ErrorKind.MALFORMED,
        "%d bytes of %s become %d or more, expected at most %d times as many"
            .formatted(encoded, coding.text(), decoded, maxRatio));
  }

  /// Opens the decoder with the first read, since some read a header when they are opened.
  private static final class LateInput extends InputStream {
    private final Coding coding;
    private final InputStream encoded;
    private @Nullable InputStream decoded;

    LateInput(Coding coding, InputStream encoded) {
      this.coding = coding;
      this.encoded = encoded;
    }

    private InputStream decoded() throws IOException {
      InputStream opened = decoded;
      if (opened == null) {
        opened = coding.decoder(encoded);
        decoded = opened;
      }
      return opened;
    }

    @Override
    public int read() throws IOException {
      return decoded().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return decoded().read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (decoded != null) {
        decoded.close();
      }
    }
  }
}
