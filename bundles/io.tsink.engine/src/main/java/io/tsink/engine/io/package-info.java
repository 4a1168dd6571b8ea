/// The file system as the engine sees it, and the frame around every file that is written once.
///
/// [StoreFiles] is the only way to touch files; whatever must survive a crash is tested against
/// an implementation of it that forgets what was not synced. The words used here:
///
/// - *sync* a file: its bytes and its length reach stable storage;
/// - *sync* a directory: the creations, renames and removals of entries in it do;
/// - *publish* a file: write it under another name, sync it, rename it, sync the directory.
///
/// Failures stay [java.io.IOException] here and become a [io.tsink.api.store.StorageException] at
/// the edge of the package that owns the file, by [FileFailure]. Bytes that contradict their own
/// checksum are a `StorageException` of kind `CORRUPTION` at once.
///
/// ## Framed files
///
/// All numbers are little-endian.
///
/// ```
/// file   = header payload footer
/// header = magic:4 ASCII bytes  version:u32  detail:i64
/// footer = crc:u32  magic:4 ASCII bytes
/// ```
///
/// The CRC-32C covers header and payload. `detail` belongs to the format. A log that grows has a
/// header and no footer; its frames have checksums of their own. See [FileFrame].
@NullMarked
package io.tsink.engine.io;

import org.jspecify.annotations.NullMarked;
