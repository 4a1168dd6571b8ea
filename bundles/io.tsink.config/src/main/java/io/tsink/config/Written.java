package io.tsink.config;

import java.util.List;

/// A value as a source holds it, not yet checked.
///
/// @param texts the entries of a list, otherwise one text
/// @param list whether the source wrote it as a list
record Written(
    KeyCatalog.Claim claim, String name, List<String> texts, boolean list, Origin origin) {
  static Written text(KeyCatalog.Claim claim, String name, String text, Origin origin) {
    return new Written(claim, name, List.of(text), false, origin);
  }
}
