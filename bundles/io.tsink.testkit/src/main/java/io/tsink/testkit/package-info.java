/// What every test may lean on.
///
/// [Requires] asks the machine for what a test needs: a program, a corpus, the rights of root.
/// Where it is absent the test is *skipped*, with a reason that names what to install; where the
/// environment says `CI=true` it fails, so that a machine on which nothing runs is never green.
///
/// The sub-packages hold the contract tests of the interfaces and what they are built from.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
