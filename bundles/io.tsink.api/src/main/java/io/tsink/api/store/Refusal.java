package io.tsink.api.store;

/// Why every row of a series is rejected.
///
/// @param detail says what was found and what was expected
public record Refusal(Reason reason, String detail) {}
