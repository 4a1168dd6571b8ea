package io.tsink.auth.token;

import io.tsink.spi.auth.AuthHost;
import io.tsink.spi.auth.Authenticator;
import io.tsink.spi.auth.AuthenticatorFactory;
import io.tsink.spi.option.Option;
import io.tsink.spi.option.OptionException;
import io.tsink.spi.option.OptionSchema;
import io.tsink.spi.option.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/// Opens authenticators that know bearer tokens. Stateless.
@Component(property = {"tsink.name=token", "tsink.version=1"})
public final class TokenAuthenticatorFactory implements AuthenticatorFactory {
  static final Option<Path> FILE =
      Option.path("file")
          .optional()
          .describedAs("The file that lists the tokens. Read again when it changes.");

  static final Option<List<String>> COMMAND =
      Option.list("command")
          .optional()
          .describedAs(
              "The program that prints the list of tokens, and its arguments. Run without a shell;"
                  + " takes the place of file.");

  static final Option<Duration> REFRESH =
      Option.duration("refresh", Duration.ofSeconds(1), Duration.ofDays(1))
          .defaultsTo(Duration.ofMinutes(1))
          .describedAs("How old the output of the program may get before it is run again.");

  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(10))
          .defaultsTo(Duration.ofSeconds(10))
          .describedAs("How long the program may take before it is ended.");

  static final Option<Duration> OVERLAP =
      Option.duration("overlap", Duration.ZERO, Duration.ofDays(7))
          .defaultsTo(Duration.ofMinutes(5))
          .describedAs("How long a token that has left the list stays good.");

  static final Option<List<String>> ACCEPT =
      Option.list("accept")
          .defaultsTo(List.of("bearer", "token"))
          .describedAs(
              "Where a token may be: bearer and token are schemes of the header authorization,"
                  + " basic its password, parameter the query parameter p.");

  private static final OptionSchema SCHEMA =
      OptionSchema.of(FILE, COMMAND, REFRESH, TIMEOUT, OVERLAP, ACCEPT);

  @Override
  public String type() {
    return "token";
  }

  @Override
  public OptionSchema options() {
    return SCHEMA;
  }

  @Override
  public Authenticator open(AuthHost host, Options options) {
    List<String> problems = new ArrayList<>();
    if (options.find(FILE).isPresent() == options.find(COMMAND).isPresent()) {
      problems.add("file, command: expected one of the two");
    }
    Carriers carriers = Carriers.named(options.get(ACCEPT), problems);
    if (!problems.isEmpty()) {
      throw new OptionException(problems);
    }
    TokenBook book = new TokenBook(host, options.get(OVERLAP));
    TokenSource source =
        options.find(FILE).isPresent()
            ? FileTokens.open(host.secretFile(options.get(FILE)), new TokenLoader(host, book))
            : new ProgramTokens(
                host,
                new TokenLoader(host, book),
                new TokenProgram(options.get(COMMAND), options.get(TIMEOUT)),
                options.get(REFRESH));
    return new TokenAuthenticator(host, carriers, book, source);
  }
}
