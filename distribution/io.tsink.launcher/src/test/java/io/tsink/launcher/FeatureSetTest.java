package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureSetTest {
  @TempDir Path folder;

  @Test
  void documents_add_up_each_after_those_it_requires() throws Exception {
    document(
        "core",
        """
        "bundles": [ { "id": "g:a:1", "start-order": 1 } ],
        "configurations": { "pid": { "x": "1", "port:Integer": 5 } },
        "extensions": { "framework-launching-properties":
          { "kind": "optional", "type": "text", "text": ["k=a=b"] } }
        """);
    document(
        "http",
        """
        "bundles": [ { "id": "g:b:2", "start-order": 70 }, { "id": "g:a:1", "start-order": 9 } ],
        "configurations": { "pid": { "x": "2" } },
        "extensions": { "tsink-requires": { "kind": "optional", "type": "text", "text": ["core"] } }
        """);

    FeatureSet set = FeatureSet.read(folder, List.of("http", "core"));

    assertThat(set.names()).containsExactly("http", "core");
    assertThat(set.bundles().entrySet().stream().map(e -> e.getKey() + "@" + e.getValue()))
        .containsExactly("g:a:1@1", "g:b:2@70");
    assertThat(set.configurations()).containsEntry("pid", Map.of("x", "2", "port", 5));
    assertThat(set.frameworkProperties()).containsEntry("k", "a=b");
  }

  @Test
  void a_server_without_a_choice_has_all_documents_but_the_optional_ones() throws Exception {
    document("core", "\"bundles\": []");
    document("shell", "\"bundles\": [], \"categories\": [\"optional\"]");

    assertThat(FeatureSet.standard(folder)).containsExactly("core");
    assertThat(FeatureSet.available(folder)).containsExactly("core", "shell");
  }

  @Test
  void a_name_without_a_document_is_refused_with_the_names_there_are() throws Exception {
    document("core", "\"bundles\": []");
    document("http", "\"bundles\": []");

    assertThatThrownBy(() -> FeatureSet.read(folder, List.of("htp")))
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "features: no document \"htp\" in %s, expected one of core, http".formatted(folder));
  }

  @Test
  void text_that_is_no_document_is_refused() throws Exception {
    Files.writeString(folder.resolve("core.json"), "{ nonsense");

    assertThatThrownBy(() -> FeatureSet.read(folder, List.of("core")))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith(folder.resolve("core.json") + ": not a feature document: ");
  }

  @Test
  void two_versions_of_one_bundle_are_refused() throws Exception {
    document("core", "\"bundles\": [ { \"id\": \"g:a:1\", \"start-order\": 1 } ]");
    document("http", "\"bundles\": [ { \"id\": \"g:a:2\", \"start-order\": 1 } ]");

    assertThatThrownBy(() -> FeatureSet.read(folder, List.of("core", "http")))
        .hasMessage("feature http names g:a:2, another feature names g:a:1");
  }

  @Test
  void a_bundle_without_a_start_level_or_with_one_out_of_range_is_refused() throws Exception {
    document("core", "\"bundles\": [ { \"id\": \"g:a:1\" } ]");
    document("http", "\"bundles\": [ { \"id\": \"g:a:1\", \"start-order\": 101 } ]");

    assertThatThrownBy(() -> FeatureSet.read(folder, List.of("core")))
        .hasMessage("feature core: g:a:1 has no start-order");
    assertThatThrownBy(() -> FeatureSet.read(folder, List.of("http")))
        .hasMessage("feature http: g:a:1 has start-order 101, expected 1 to 100");
  }

  private void document(String name, String body) throws IOException {
    Files.writeString(
        folder.resolve(name + ".json"),
        "{ \"feature-resource-version\": \"1.0\", \"id\": \"t:%s:1\", %s }".formatted(name, body));
  }
}
