package org.quantonium.oauth;

import java.util.List;
import java.util.Map;

/** A JWK Set (RFC 7517, 5) as it is sent and shown; what it holds is for {@link ClientKeys}. */
public record JwkSet(List<Map<String, Object>> keys) {
  public JwkSet {
    keys = keys == null ? List.of() : List.copyOf(keys);
  }
}
