package org.quantonium.web;

import java.util.List;
import org.quantonium.identity.ShownToken.Scheme;
import org.quantonium.identity.TokenAlgorithm;

/**
 * What {@code WWW-Authenticate} says of a refusal (RFC 6750, 3; RFC 9449, 7.1): in the scheme that
 * the request used, and in both where it used none.
 */
final class Challenge {
  private static final String BEARER = "Bearer realm=\"quantonium\"";
  private static final String DPOP =
      "DPoP realm=\"quantonium\", algs=\"" + String.join(" ", TokenAlgorithm.labels()) + "\"";

  /** No error code (RFC 6750, 3). */
  static final String ANY = BEARER + ", " + DPOP;

  private Challenge() {}

  /**
   * Of a request that was refused.
   *
   * @param authorization its Authorization headers
   * @param error a code of RFC 6750, 3.1, or of RFC 9449, 7.1
   */
  static String of(List<String> authorization, String error) {
    return (Scheme.in(authorization) == Scheme.DPOP ? DPOP : BEARER) + ", error=\"" + error + "\"";
  }
}
