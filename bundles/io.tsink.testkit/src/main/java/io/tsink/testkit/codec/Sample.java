package io.tsink.testkit.codec;

/// A column with a name for messages.
record Sample<T>(String name, T column) {}
