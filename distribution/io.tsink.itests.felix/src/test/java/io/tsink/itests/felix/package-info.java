/// The shipped bundles in an OSGi framework, seen from a bundle beside them.
///
/// Pax Exam starts the framework with the bundles of the feature documents of the unpacked archive
/// and runs the test methods inside it. Its tests are of JUnit 4, which is why they have a module
/// of their own.
@NullMarked
package io.tsink.itests.felix;

import org.jspecify.annotations.NullMarked;
