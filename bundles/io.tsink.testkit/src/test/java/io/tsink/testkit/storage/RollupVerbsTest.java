package io.tsink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Selection;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Rollups;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The rollup verbs, which need the capability.
final class RollupVerbsTest {
  /// Keeps policies and materialises one point for each at a pass.
  private static final class PoliciesOnly implements Rollups {
    private final Map<String, Policy> policies = new TreeMap<>();

    @Override
    public void put(Policy policy) {
      policies.put(policy.id(), policy);
    }

    @Override
    public boolean remove(String id) {
      return policies.remove(id) != null;
    }

    @Override
    public List<Policy> policies() {
      return List.copyOf(policies.values());
    }

    @Override
    public long runPass() {
      return policies.size();
    }
  }

  private final PoliciesOnly rollups = new PoliciesOnly();

  private final Storage storage =
      new DelegatingStorage(ModelStorage.open()) {
        @Override
        public <T> Optional<T> capability(Class<T> type) {
          return type == Rollups.class ? Optional.of(type.cast(rollups)) : super.capability(type);
        }
      };

  private static Rollups.Policy policy(String id, int minutes) {
    return new Rollups.Policy(
        id, Selection.everything(), List.of("avg"), Duration.ofMinutes(minutes), null);
  }

  private static void assertFails(ErrorKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void policies_are_added_replaced_and_removed() {
    storage.addRollupPolicy(policy("a", 1));
    storage.addRollupPolicy(policy("b", 1));
    assertFails(ErrorKind.ALREADY_EXISTS, () -> storage.addRollupPolicy(policy("a", 2)));

    storage.replaceRollupPolicy(policy("a", 5));
    assertFails(ErrorKind.NOT_FOUND, () -> storage.replaceRollupPolicy(policy("c", 5)));

    assertThat(rollups.policies()).containsExactly(policy("a", 5), policy("b", 1));
    assertThat(storage.runRollupPass()).isEqualTo(2);
    assertThat(storage.removeRollupPolicy("a")).isTrue();
    assertThat(storage.removeRollupPolicy("a")).isFalse();
    assertThat(rollups.policies()).containsExactly(policy("b", 1));
  }

  @Test
  void a_store_without_rollups_does_not_support_their_verbs() {
    try (ModelStorage model = ModelStorage.open()) {
      ErrorKind kind = ErrorKind.UNSUPPORTED_OPERATION;
      assertFails(kind, () -> model.addRollupPolicy(policy("a", 1)));
      assertFails(kind, () -> model.replaceRollupPolicy(policy("a", 1)));
      assertFails(kind, () -> model.removeRollupPolicy("a"));
      assertFails(kind, model::runRollupPass);
    }
  }
}
