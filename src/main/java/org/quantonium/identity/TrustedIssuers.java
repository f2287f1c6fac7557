package org.quantonium.identity;

import java.util.List;

/** Those whose tokens are good here beside our own. */
public record TrustedIssuers(List<TrustedIssuer> others) {

  public TrustedIssuers {
    others = List.copyOf(others);
  }
}
