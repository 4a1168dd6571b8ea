/// The write-ahead log: every commit is in it before it is visible.
///
/// Words: a *frame* is what one checksum covers; a *group* is the frames of one commit, there
/// after a crash as a whole or not at all; a *segment* is a file of the log; a *position* is a
/// segment and the number of a frame in it, see [WalMark]; a byte of a segment is *durable* once
/// a sync that followed it has succeeded.
///
/// ## Files, version 1
///
/// Segments are named by their number, sixteen decimal digits and `.wal`, and numbers only rise.
/// All numbers in files are little-endian, checksums are CRC-32C.
///
/// ```
/// segment = header group*
/// header  = magic:"TSWL" version:u32 segment:i64 previous:i64 previousDurable:i64 crc:u32 0:u32
/// group   = [SERIES frame, flag 1] (SAMPLES | DELETE | MARK) frame   or a SERIES frame alone
/// frame   = magic:"TSWF" headerCrc:u32 kind:u8 flags:u8 0:u16 frame:u32 bodyLength:u32 bodyCrc:u32
///           sequence:i64 durable:i64 keyOrigin:i64 keyNumber:i64 segment:i64 body
/// ```
///
/// `crc` covers the 32 bytes before it, `headerCrc` the 56 bytes behind it. `previous` is the
/// number of the segment before, 0 for none, and `previousDurable` how many of its bytes were
/// durable when this one was begun. Frames are numbered from 1 in each segment. Flag 1 says that
/// the group goes on, flag 2 that it has an idempotency key. `durable` is how many bytes of the
/// segment were durable when the frame was appended. A body is at most 512 MiB.
///
/// ```
/// SERIES (0)  = (id:u32 family:u8 labels)*
/// SAMPLES (1) = body of a batch frame whose slots are series ids
/// DELETE (2)  = start:i64 end:i64 count:var idStep:signed*
/// MARK (3)    = segment:i64 frame:i64       everything up to it was in segments of the store
/// ```
///
/// `family` is the ordinal of [io.tsink.api.ValueKind.Family], 255 when there was no sample yet.
/// `labels`, `var`, `signed` and the body of a batch are those of [io.tsink.api.frame].
///
/// `wal.published` is a framed file ([io.tsink.engine.io.FileFrame]) of magic `TSHW` that marks a
/// logical end. Its detail is a segment, its payload `frame:i64 end:i64 durable:i64
/// sequence:i64`; what that segment holds behind byte `end` was never committed and is dropped,
/// and its first `durable` bytes are durable. It is written when the log is closed, and when
/// bytes of a failed write could not be cut off. Without a legible one nothing is known, and
/// nothing dropped.
///
/// ## Damage and torn tails
///
/// A crash may leave any part of what was not durable. A frame that is not as it was written is
/// therefore *damage* only when something vouches for its place: a later frame of the segment or
/// the header of the next segment, which say how much was durable, or `wal.published`. Otherwise
/// it is the *torn tail*: the log ends before the group that it belongs to, and what follows was
/// never acknowledged as durable. Damage stops a strict replay; salvage skips to the next frame
/// whose checksums are right.
///
/// ## Failure of a write or sync
///
/// The segment is given up: it is never written or synced again, what of the failed write can be
/// cut off is, and the groups concerned fail. The next append begins another segment, so the log
/// is usable again as soon as there is room.
///
/// ## History
///
/// - 1: the first version.
@NullMarked
package io.tsink.engine.wal;

import org.jspecify.annotations.NullMarked;
