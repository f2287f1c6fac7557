package org.quantonium.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;

/** When the head of a request was there; its body may have taken minutes since. */
final class Arrival {
  private static final String ATTRIBUTE = Arrival.class.getName();

  private Arrival() {}

  /** To be called before any of the body is received. */
  static void note(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, Instant.now());
  }

  static Instant of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Instant noted) {
      return noted;
    }
    throw new IllegalStateException("this request has passed no EdgeFilter");
  }
}
