package io.tsink.testkit.storage;

import io.tsink.api.store.Storage;

/// The model itself keeps the contract.
final class ModelStorageContractTest extends StorageContract {
  @Override
  public Storage open(StorageSettings settings) {
    return ModelStorage.open(settings);
  }

  @Override
  public Storage reopen(Storage storage) {
    return ((ModelStorage) storage).reopened();
  }

  /// Few, as the model is compared with itself.
  @Override
  public int histories() {
    return Math.min(50, super.histories());
  }
}
