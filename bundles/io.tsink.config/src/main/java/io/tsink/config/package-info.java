/// Configuration: typed keys declared by their owners, read from one YAML file, the environment and
/// flags, checked as a whole before anything starts.
///
/// A [ConfigKey] is a name, a [KeyType], a default and the place where its value goes: properties
/// of a PID. A [KeyCatalog] is the closed set of keys a program knows; others are an error.
/// [ConfigLoader] reads the sources. It returns an [EffectiveConfig], which knows the [Origin] of
/// each value, or throws one [ConfigException] that lists every [ConfigError] found.
///
/// The key `a.b-c` is the flag `--a.b-c`, the environment variable `TSINK_A_B_C`, and in the file
/// either the line `a.b-c:` or `b-c:` inside the section `a:`. Precedence, lowest first: defaults,
/// plugin defaults, file, environment, flags, administrator's overrides.
///
/// Everything here is immutable except the loader, which is used by one thread. Nothing here needs
/// an OSGi framework.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
