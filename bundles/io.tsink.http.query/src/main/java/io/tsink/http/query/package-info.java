/// The query and metadata API of Prometheus 3, under `/api/v1`.
///
/// An answer is `{"status":"success","data":…,"warnings":[…],"infos":[…]}`, a failure
/// `{"status":"error","errorType":"…","error":"…"}` with the status of its [ErrorType]. Times are
/// seconds as decimals or RFC 3339, durations seconds or `1h30m`. `POST` takes the parameters as a
/// form.
///
/// See "HTTP API" of the Prometheus documentation, version 3.
@NullMarked
package io.tsink.http.query;

import org.jspecify.annotations.NullMarked;
