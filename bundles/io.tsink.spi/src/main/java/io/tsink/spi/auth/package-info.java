/// The contract between the server and an authenticator: who is it that asks?
///
/// An [AuthenticatorFactory][io.tsink.spi.auth.AuthenticatorFactory] is the service that a plugin
/// registers; the host opens named [Authenticator][io.tsink.spi.auth.Authenticator]s from it and
/// asks them one after the other, in the order of configuration, until one knows the credentials.
/// None left means refused, and an authenticator that disappears is not skipped: requests are
/// refused until it is back (it *fails closed*).
///
/// An authenticator says *who* asks, as a [Principal][io.tsink.spi.auth.Principal] with roles and
/// tenant patterns. What a role may do, which tenant a request is for, auditing, and TLS material
/// are the host's.
///
/// **Secrets** are read-only views of memory that the host clears after the answer. A plugin keeps
/// none of them, only hashes, and puts none into a message, a metric, a log or `toString`.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.spi.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
