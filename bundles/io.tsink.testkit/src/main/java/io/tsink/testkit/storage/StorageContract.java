package io.tsink.testkit.storage;

/// The contract of a store, all of it. A store or a layer proves itself by a subclass that says how
/// to open it:
///
/// ```java final class MyStoreContractTest extends StorageContract { @Override public Storage
/// open(StorageSettings settings) { … }
///
/// @Override public Storage reopen(Storage storage) { … } } ```
///
/// The promises are grouped by interface, each of which can also be implemented alone. They are
/// meant for empty stores; every test opens its own.
public abstract class StorageContract
    implements AppendContract,
        RepeatContract,
        ValueContract,
        OverwriteContract,
        DeleteContract,
        ReadContract,
        HintsContract,
        CursorContract,
        LabelContract,
        ExemplarContract,
        LifeContract,
        ChangesContract,
        VerbContract,
        ScanContract,
        ConcurrencyContract,
        HistoryContract {}
