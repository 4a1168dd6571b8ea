package io.tsink.promql.eval;

/// The order in which runs of digits count as numbers: `a2` before `a10`.
final class Natural {

  private Natural() {}

  static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int iEnd = digits(a, i);
      int jEnd = digits(b, j);
      if (iEnd > i && jEnd > j) {
        String x = significant(a.substring(i, iEnd));
        String y = significant(b.substring(j, jEnd));
        int compared =
            x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
        if (compared != 0) {
          return compared;
        }
        i = iEnd;
        j = jEnd;
      } else {
        int compared = Character.compare(a.charAt(i++), b.charAt(j++));
        if (compared != 0) {
          return compared;
        }
      }
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static String significant(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
