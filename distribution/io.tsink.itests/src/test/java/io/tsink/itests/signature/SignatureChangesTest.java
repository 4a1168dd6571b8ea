package io.tsink.itests.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignatureChangesTest {
  private static final List<String> WAS =
      List.of(
          "package a.b 1.2.0",
          "Plugin: abstract int size()",
          "Plugin: interface",
          "Store: abstract int count()",
          "Store: interface, provided");

  @Test
  void no_change_asks_for_no_step() {
    assertThat(objections("1.2.0", List.of(), "")).isEmpty();
  }

  @Test
  void a_new_type_asks_for_a_minor_step() {
    List<String> added = List.of("Fresh: interface", "Fresh: abstract int size()");

    assertThat(objections("1.2.0", added, ""))
        .singleElement()
        .asString()
        .contains("a.b was 1.2.0 and is 1.2.0", "at least 1.3.0", "+ Fresh: interface");
    assertThat(objections("1.3.0", added, "")).isEmpty();
  }

  @Test
  void a_removed_method_asks_for_a_major_step() {
    assertThat(objections("1.3.0", List.of(), "Store: abstract int count()"))
        .singleElement()
        .asString()
        .contains("at least 2.0.0", "- Store: abstract int count()");
    assertThat(objections("2.0.0", List.of(), "Store: abstract int count()")).isEmpty();
  }

  @Test
  void a_method_that_plugins_must_implement_asks_for_a_major_step() {
    List<String> added = List.of("Plugin: abstract int version()");

    assertThat(objections("1.3.0", added, "")).hasSize(1);
    assertThat(objections("2.0.0", added, "")).isEmpty();
  }

  @Test
  void a_default_method_or_one_of_a_provided_type_asks_for_a_minor_step() {
    List<String> added = List.of("Plugin: default int version()", "Store: abstract int size()");

    assertThat(objections("1.2.0", added, "")).hasSize(1);
    assertThat(objections("1.3.0", added, "")).isEmpty();
  }

  @Test
  void another_case_of_a_sealed_type_asks_for_a_major_step() {
    List<String> added = List.of("Store: permits a.b.Third");

    assertThat(objections("1.3.0", added, "")).hasSize(1);
  }

  @Test
  void a_package_that_is_gone_is_never_right() {
    Contract empty = Contract.parse(List.of());

    assertThat(SignatureChanges.objections(Contract.parse(WAS), empty))
        .singleElement()
        .asString()
        .startsWith("a.b is gone");
  }

  @Test
  void a_new_package_needs_no_step() {
    Contract empty = Contract.parse(List.of());

    assertThat(SignatureChanges.objections(empty, Contract.parse(WAS))).isEmpty();
  }

  private static List<String> objections(String version, List<String> added, String removed) {
    List<String> now = new ArrayList<>(WAS.subList(1, WAS.size()));
    now.remove(removed);
    now.addAll(added);
    now.addFirst("package a.b " + version);
    return SignatureChanges.objections(Contract.parse(WAS), Contract.parse(now));
  }
}
