package io.tsink.api.store;

/// The verbs that change rollup policies.
final class RollupVerbs {
  private RollupVerbs() {}

  static void add(Rollups rollups, Rollups.Policy policy) {
    if (isThere(rollups, policy.id())) {
      throw new StorageException(
          ErrorKind.ALREADY_EXISTS, "there is a rollup policy \"%s\"".formatted(policy.id()));
    }
    rollups.put(policy);
  }

  static void replace(Rollups rollups, Rollups.Policy policy) {
    if (!isThere(rollups, policy.id())) {
      throw new StorageException(
          ErrorKind.NOT_FOUND, "there is no rollup policy \"%s\"".formatted(policy.id()));
    }
    rollups.put(policy);
  }

  private static boolean isThere(Rollups rollups, String id) {
    return rollups.policies().stream().anyMatch(policy -> policy.id().equals(id));
  }
}
