package io.tsink.engine.segment;

/// A segment that was set aside.
///
/// @param name of its directory under the quarantine
/// @param reason what was found
public record Quarantined(String name, String reason) {}
