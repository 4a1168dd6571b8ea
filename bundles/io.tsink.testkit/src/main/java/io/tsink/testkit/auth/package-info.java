/// Proof of authenticators, and a host to run them in.
///
/// An authenticator is proved by a class that extends
/// [AuthenticatorContract][io.tsink.testkit.auth.AuthenticatorContract] with tables of good and bad
/// credentials.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.testkit.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
