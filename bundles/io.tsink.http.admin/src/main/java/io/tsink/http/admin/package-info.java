/// Health, readiness and metrics, for probes and scrapers, and maintenance on request.
///
/// | path | answers |
/// |---|---|
/// | `/healthz`, `/-/healthy` | 200 while the process serves |
/// | `/ready`, `/-/ready` | 200 when the store is ready, else 503 with the phase or the reason |
/// | `/metrics` | everything that is counted, in the Prometheus text format |
/// | `POST /api/v1/admin/flush` | 204 when what was in memory lies in segments |
@NullMarked
package io.tsink.http.admin;

import org.jspecify.annotations.NullMarked;
