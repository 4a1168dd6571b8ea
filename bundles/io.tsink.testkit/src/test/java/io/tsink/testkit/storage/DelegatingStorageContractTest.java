package io.tsink.testkit.storage;

import io.tsink.api.store.Storage;

/// A layer that changes nothing keeps the contract.
final class DelegatingStorageContractTest extends StorageContract {
  @Override
  public Storage open(StorageSettings settings) {
    return new DelegatingStorage(ModelStorage.open(settings));
  }

  @Override
  public Storage reopen(Storage storage) {
    var layer = (DelegatingStorage) storage;
    return new DelegatingStorage(((ModelStorage) layer.lower()).reopened());
  }

  /// Few, as the model is compared with itself.
  @Override
  public int histories() {
    return Math.min(10, super.histories());
  }
}
