/// The reference store, the contract of every store, and random histories to compare the two.
///
/// [ModelStorage] is the obviously right store: it keeps every version of every sample in sorted
/// maps and works out what is visible when it is asked. [StorageContract] is the contract as tests;
/// a store or a layer over one proves itself by a subclass that says how to open it. [Histories]
/// makes random *histories* (steps such as append, delete, flush, reopen), [HistoryRunner] plays
/// one against a store and the model side by side, and [Everything] is the whole visible content of
/// a store, to be compared after every step that could have hurt it. [Planted] holds stores with
/// known bugs, which prove that the comparison sees them.
///
/// Everything random comes from one seed, which failures name; the property `tsink.seed` sets it.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.testkit.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
