package io.tsink.itests.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Compares what a contract was with what it is.
final class SignatureChanges {
  /// Marks a type that only we implement.
  static final String PROVIDED = ", provided";

  private SignatureChanges() {}

  /// Returns, for each package whose version does not fit its changes, what is wrong.
  static List<String> objections(Contract was, Contract is) {
    List<String> objections = new ArrayList<>();
    was.packages()
        .forEach(
            (name, before) -> {
              Contract.Section now = is.packages().get(name);
              if (now == null) {
                objections.add(name + " is gone, which no version allows; see CONTRIBUTING.md");
              } else {
                objection(name, before, now).ifPresent(objections::add);
              }
            });
    return objections;
  }

  private static Optional<String> objection(
      String name, Contract.Section was, Contract.Section is) {
    Set<String> removed = difference(was.lines(), is.lines());
    Set<String> added = difference(is.lines(), was.lines());
    Step needed = needed(removed, added, was.lines());
    if (Step.between(was.version(), is.version()).compareTo(needed) >= 0) {
      return Optional.empty();
    }
    String changes =
        removed.stream().map(line -> "\n  - " + line).collect(Collectors.joining())
            + added.stream().map(line -> "\n  + " + line).collect(Collectors.joining());
    return Optional.of(
        "%s was %s and is %s; its changes ask for at least %s:%s"
            .formatted(name, was.version(), is.version(), needed.above(was.version()), changes));
  }

  /// Returns the step that the changes of one package ask for.
  static Step needed(Set<String> removed, Set<String> added, List<String> was) {
    Step needed = removed.isEmpty() ? Step.NONE : Step.MAJOR;
    for (String line : added) {
      needed = Step.max(needed, burdensOthers(line, was) ? Step.MAJOR : Step.MINOR);
    }
    return needed;
  }

  /// Whether an added line breaks code that implements or switches over a type that was there.
  private static boolean burdensOthers(String line, List<String> was) {
    int colon = line.indexOf(": ");
    String type = line.substring(0, colon + 2);
    String what = line.substring(colon + 2);
    List<String> before = was.stream().filter(old -> old.startsWith(type)).toList();
    if (before.isEmpty()) {
      return false;
    }
    boolean isProvided = before.stream().anyMatch(old -> old.endsWith(PROVIDED));
    boolean isAbstract = what.startsWith("abstract ") || what.startsWith("protected abstract ");
    return what.startsWith("permits ") || (isAbstract && !isProvided);
  }

  private static Set<String> difference(List<String> from, List<String> without) {
    Set<String> rest = new TreeSet<>(from);
    without.forEach(rest::remove);
    return rest;
  }
}
