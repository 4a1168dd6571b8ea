package io.tsink.itests.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links between documents, and from them into the code.
final class Links {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

  private Links() {}

  /// Returns the links of a document that lead to no file, as `DOCUMENT: LINK`.
  static List<String> broken(Path document) throws IOException {
    String text = FENCED.matcher(Files.readString(document)).replaceAll("");
    List<String> broken = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      String target = link.group(1);
      if (!ELSEWHERE.matcher(target).matches() && !Files.exists(document.resolveSibling(target))) {
        broken.add(document + ": " + target);
      }
    }
    return broken;
  }
}
