package io.tsink.itests.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.itests.architecture.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contracts change only together with their versions and with the text under `docs/api`.
final class ContractTest {
  private static final List<String> CONTRACTS = List.of("io.tsink.api", "io.tsink.spi");

  static List<Module> contracts() throws IOException {
    return Module.all().stream().filter(module -> CONTRACTS.contains(module.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void a_change_of_signatures_comes_with_the_step_of_the_version_it_asks_for(Module contract)
      throws IOException {
    Contract was = Contract.read(text(contract));
    Contract is = Signatures.of(contract.classes());

    assertThat(is.packages()).isNotEmpty();
    assertThat(SignatureChanges.objections(was, is)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void the_text_says_what_the_classes_are(Module contract) throws IOException {
    Path file = text(contract);
    Contract is = Signatures.of(contract.classes());
    if (Boolean.getBoolean("tsink.api.write")
        && SignatureChanges.objections(Contract.read(file), is).isEmpty()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, is.text());
    }

    assertThat(Contract.read(file).text())
        .as("%s; rewrite it as CONTRIBUTING.md says", file)
        .isEqualTo(is.text());
  }

  private static Path text(Module contract) {
    return Path.of(System.getProperty("tsink.root", "../.."))
        .resolve("docs/api")
        .resolve(contract.name() + ".txt");
  }
}
