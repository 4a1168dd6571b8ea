/// A tier back end that keeps objects in a local directory: another disk, a network file system.
///
/// ## Directory
///
/// ```
/// DIRECTORY/
///   objects/KEY     one file for each object; the parts of the key are directories
///   uploads/NAME    an object on its way; what is old here was left by a crash
///   lock            locked while an object is replaced or deleted
/// ```
///
/// A key that is a leading part of another one (`a` and `a/b`) would be a file and a directory at
/// once and is refused. On file systems that do not tell case apart, neither do keys.
///
/// ## File of an object, version 1
///
/// The content, so that the file can be mapped or copied as it is, followed by what verifies it.
/// All numbers are little-endian; CRC is CRC-32C, each block on its own.
///
/// ```
/// file    = content trailer
/// trailer = blockCrc:u32 × ⌈length / 65536⌉   of each block of 65,536 bytes of content, the last
///                                             one shorter
///           tail
/// tail    = sha256:byte[32]   of the content
///           crc:u32           of the content
///           blockCrcs:u32     CRC of the bytes of all blockCrc
///           length:u64        of the content in bytes
///           version:u32       1
///           tailCrc:u32       CRC of the 52 bytes of the tail before this
///           magic:byte[8]     "tsinkobj"
/// ```
///
/// The tail is 64 bytes. An empty object has no blockCrc. The length of the content follows from
/// the size of the file, too, which is how listings know it without opening the file. The tag of an
/// object is the first half of its SHA-256 in hexadecimal digits: equal content has equal tags.
///
/// ## How an object becomes visible
///
/// It is written to `uploads/`, its digest compared with the stated one, synced, and then linked
/// (if absent) or renamed (otherwise) to its key, and the directory synced. So an object is there
/// whole or not at all, also after a power cut; a link to an existing name fails, so one of several
/// racers wins. Replacing and deleting hold the lock, so that comparing a tag and renaming are one
/// step for all processes that use the directory.
///
/// ## Threads
///
/// What belongs to a back end is thread-safe, what belongs to a call is confined to it.
@NullMarked
package io.tsink.tier.disk;

import org.jspecify.annotations.NullMarked;
