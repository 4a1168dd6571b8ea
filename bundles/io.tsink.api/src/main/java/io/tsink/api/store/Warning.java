package io.tsink.api.store;

/// A part of an answer that is missing.
///
/// @param code a stable word, such as `codec-missing` or `segment-quarantined`
/// @param text says what is missing and why
public record Warning(String code, String text) {}
