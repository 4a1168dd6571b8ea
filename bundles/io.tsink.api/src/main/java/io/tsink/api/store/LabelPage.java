package io.tsink.api.store;

import java.util.List;

/// Label names or values, distinct and in byte order.
///
/// @param truncated whether there are more after the last
public record LabelPage(List<String> texts, boolean truncated) {
  public LabelPage {
    texts = List.copyOf(texts);
  }
}
