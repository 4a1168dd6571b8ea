package io.tsink.ingest;

import org.jspecify.annotations.Nullable;

/// What brings a place nearer to having its best offer open.
///
/// @param old what is open now
/// @param best what is to be opened, null for nothing
/// @param leavesFirst whether the old one leaves before the new one is opened
record Step(@Nullable OpenProtocol old, @Nullable Offer best, boolean leavesFirst) {}
