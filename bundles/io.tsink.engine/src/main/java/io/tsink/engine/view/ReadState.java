package io.tsink.engine.view;

/// What readers see from one publication to the next. Immutable.
///
/// @param publication counts publications; a head chunk that went into a segment is left to views
///     of earlier publications
/// @param visibleCommit the rows of commits up to this number are seen
/// @param deletions what is hidden
/// @param segments what lies in files
record ReadState(long publication, long visibleCommit, Deletions deletions, SegmentSet segments) {}
