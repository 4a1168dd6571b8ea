/// An authenticator that knows bearer tokens from a file or a program.
///
/// A *token* is a text that only its holder knows, of one line and at most 4,096 bytes. What is
/// kept of it, in the file and in memory, is its SHA-256; so it must be random, of 128 bits or
/// more, as `openssl rand -base64 32` makes them. The list of tokens is read from a *source*: a
/// file that is read again when it changes, or a program that is run again and again.
///
/// ## List of tokens, version 1
///
/// ```
/// tsink-tokens 1
/// # Grafana reads what the two teams write.
/// name=grafana  kind=service roles=read tenants=team-a,team-b  sha256=9f86d081…0f00a08 name=agent
/// kind=service roles=write tenants=team-*        sha256=60303ae2…9a5558
/// expires=2027-01-01T00:00:00Z name=leaver   kind=user
/// sha256=fd61a03a…b3ebd5 state=revoked end
/// ```
///
/// UTF-8, lines ended by `\n` or `\r\n`. The first line names the format, the last one is `end`, so
/// that a list that was cut off anywhere is not a list. Lines between them are blank, a comment
/// that begins with `#`, or a token: attributes `NAME=VALUE` separated by spaces, each at most
/// once.
///
/// | attribute | value |
/// |---|---|
/// | `name` | the principal's name: 1 to 128 of `A-Z a-z 0-9 . _ @ -`; required |
/// | `sha256` | 64 hexadecimal digits, the SHA-256 of the token; required |
/// | `token` | the token itself instead of `sha256`; only from a program, whose output is not kept
/// |
/// | `kind` | `user`, `service` or `node`; `service` if absent |
/// | `roles` | words separated by commas; none if absent |
/// | `tenants` | patterns separated by commas, `*` for any characters; none if absent |
/// | `expires` | an instant as in ISO 8601, in UTC: `2027-01-01T00:00:00Z`; never if absent |
/// | `state` | `active` or `revoked`; `active` if absent |
///
/// Several lines may have one name: a principal with several tokens. No two may have one token. A
/// list has at most 10,000 tokens and 1 MiB.
///
/// ## Changes
///
/// A list that cannot be read, is no list, or is the same changes nothing: the old tokens stay, and
/// health says so. From a list that can be read, new tokens are good at once; a token that has left
/// the list stays good for the *overlap*, by default 300 s, so that its holders can be given the
/// new one; a token whose line says `state=revoked` is refused at once.
///
/// ## Threads
///
/// All types are immutable or thread-safe, except the parser.
@NullMarked
package io.tsink.auth.token;

import org.jspecify.annotations.NullMarked;
