package io.tsink.spi.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalTest {

  @ParameterizedTest
  @CsvSource({
    "team-a, team-a, true",
    "team-a, team-ab, false",
    "team-a, Team-a, false",
    "team-*, team-, true",
    "team-*, team-abc, true",
    "team-*, tea, false",
    "*, anything, true",
    "*-prod, a-prod-b-prod, true",
    "a*b*c, aXbXbYc, true",
    "a*b*c, acb, false"
  })
  void a_pattern_grants_the_tenants_whose_whole_name_it_matches(
      String pattern, String tenant, boolean granted) {
    Principal principal =
        Principal.named("p", Principal.Kind.SERVICE).tenant(pattern).vouchedBy("a");

    assertThat(principal.mayUse(tenant)).isEqualTo(granted);
  }
}
