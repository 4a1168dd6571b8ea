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
}
