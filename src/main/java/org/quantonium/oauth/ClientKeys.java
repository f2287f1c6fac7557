package org.quantonium.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quantonium.identity.PublicJwk;
import org.quantonium.identity.VerificationKey;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;

/**
 * The public keys that a client's assertions are verified with: 1 to {@value #MOST}, each under a
 * kid of its own.
 */
public final class ClientKeys {
  /** Enough for one on its way in, one in use, and as many on their way out. */
  static final int MOST = 5;

  private final List<PublicJwk> keys;

  private ClientKeys(List<PublicJwk> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads what somebody sent.
   *
   * @param pointer of the set within the request
   * @throws Problem INVALID_REQUEST with the remedy and the key's place
   */
  public static ClientKeys of(JwkSet set, String pointer) {
    if (set.keys().isEmpty() || set.keys().size() > MOST) {
      throw Problem.invalid(pointer + "/keys", "must have 1 to " + MOST + " keys");
    }
    List<PublicJwk> keys = new ArrayList<>();
    for (Map<String, Object> jwk : set.keys()) {
      String place = pointer + "/keys/" + keys.size();
      PublicJwk key = read(jwk, place);
      if (keys.stream().anyMatch(other -> other.key().kid().equals(key.key().kid()))) {
        throw Problem.invalid(place, "has the kid of an earlier key");
      }
      keys.add(key);
    }
    return new ClientKeys(keys);
  }

  private static PublicJwk read(Map<String, Object> jwk, String place) {
    if (jwk == null) {
      throw Problem.invalid(place, "must be a JWK");
    }
    try {
      return PublicJwk.of(jwk);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(place, e.getMessage());
    }
  }

  /** Reads what {@link #json} wrote. */
  static ClientKeys parse(String json) {
    return of((JwkSet) Json.read(json.getBytes(UTF_8), JwkSet.class), "");
  }

  String json() {
    return new String(Json.write(set()), UTF_8);
  }

  /**
   * Their public members, with kid, alg and use, and nothing else that was sent: 900 characters of
   * JSON a key at most.
   */
  public JwkSet set() {
    return new JwkSet(keys.stream().map(ClientKeys::shown).toList());
  }

  private static Map<String, Object> shown(PublicJwk key) {
    Map<String, Object> jwk = new TreeMap<>(key.members());
    jwk.put("kid", key.key().kid());
    jwk.put("alg", key.key().algorithm().label());
    jwk.put("use", "sig");
    return jwk;
  }

  List<VerificationKey> verificationKeys() {
    return keys.stream().map(PublicJwk::key).toList();
  }

  /** RFC 7638 thumbprints, which name the keys whatever kid a client gives them. */
  public List<String> thumbprints() {
    return keys.stream().map(PublicJwk::thumbprint).collect(Collectors.toUnmodifiableList());
  }
}
