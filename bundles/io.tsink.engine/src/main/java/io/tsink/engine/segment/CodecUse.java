package io.tsink.engine.segment;

import io.tsink.engine.chunk.CodecRef;

/// How much of a segment a codec wrote.
///
/// @param columns number of columns; one that several chunks share counts once
/// @param bytes of their payloads
public record CodecUse(CodecRef codec, long columns, long bytes) {}
