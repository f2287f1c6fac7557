package org.quantonium.identity;

import java.util.List;

/** Those whose tokens are good here beside our own. */
public record TrustedIssuers(List<TrustedIssuer> others) {

  public TrustedIssuers {
    others = List.copyOf(others);
  }

  /** Their names, as their tokens have them. */
  List<String> urls() {
    return others.stream().map(issuer -> issuer.policy().issuer()).toList();
  }

  /** Whether a client of one of them may have this id; whether there is one, its issuer knows. */
  public boolean mayHaveClient(String clientId) {
    return others.stream().anyMatch(issuer -> issuer.claims().couldName(clientId));
  }

  /**
   * Whether one of them vouched for the caller, and by now has taken the key back. Asks nobody; of
   * our own tokens it knows nothing.
   */
  public boolean haveTakenBack(Caller caller) {
    return others.stream().anyMatch(issuer -> issuer.hasTakenBack(caller));
  }
}
