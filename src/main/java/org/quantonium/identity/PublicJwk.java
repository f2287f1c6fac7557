package org.quantonium.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A stranger's public key as a JWK (RFC 7517): of one of the kinds that {@link TokenAlgorithm} has,
 * with its public members and no others, so that it is used with one algorithm and nothing that is
 * secret is taken in.
 *
 * @param key its kid is the one that was given, or the thumbprint
 * @param thumbprint RFC 7638, SHA-256, base64url: 43 characters
 * @param members what makes the key, by name: {@code kty} and the members of its kind
 */
public record PublicJwk(VerificationKey key, String thumbprint, Map<String, String> members) {

  /** RSA keys that are longer cost more than they protect; their exponent is the usual one. */
  private static final int MAX_RSA_BITS = 4096;

  private static final String RSA_EXPONENT = "AQAB";

  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  /** What may stand beside the key itself; {@code ext} is what browsers write. */
  private static final Set<String> BESIDE = Set.of("kid", "alg", "use", "key_ops", "ext");

  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  public PublicJwk {
    members = Map.copyOf(members);
  }

  /**
   * Reads a key.
   *
   * @param jwk strings, lists, and whatever else; its own names are never repeated
   * @throws IllegalArgumentException with the remedy, if it is anything but a public key of ours
   */
  public static PublicJwk of(Map<String, ?> jwk) {
    if (jwk.keySet().stream().anyMatch(PRIVATE::contains)) {
      throw new IllegalArgumentException(
          "holds a private member: that key is no secret any more; make a new one and send its"
              + " public members alone");
    }
    TokenAlgorithm algorithm = algorithm(jwk);
    Set<String> own =
        switch (algorithm) {
          case ES256 -> Set.of("kty", "crv", "x", "y");
          case EDDSA -> Set.of("kty", "crv", "x");
          case PS256, RS256 -> Set.of("kty", "n", "e");
        };
    if (!jwk.keySet().containsAll(own)
        || !jwk.keySet().stream().allMatch(name -> own.contains(name) || BESIDE.contains(name))) {
      throw new IllegalArgumentException(
          "must have "
              + sorted(own)
              + ", may have "
              + sorted(BESIDE)
              + ", and nothing else: no certificates, and no address to fetch any from");
    }
    checkBeside(jwk, algorithm);
    Map<String, String> members =
        own.stream().collect(Collectors.toMap(name -> name, name -> KeyMembers.text(jwk, name)));
    String thumbprint = thumbprint(members);
    String kid = jwk.containsKey("kid") ? KeyMembers.text(jwk, "kid") : thumbprint;
    if (!KEY_ID.matcher(kid).matches()) {
      throw new IllegalArgumentException("kid must be 1 to 128 of A-Z, a-z, 0-9, _ and -");
    }
    VerificationKey key = new VerificationKey(kid, algorithm, key(algorithm, members));
    return new PublicJwk(key, thumbprint, members);
  }

  private static TokenAlgorithm algorithm(Map<String, ?> jwk) {
    Object kind = jwk.get("kty");
    Object curve = jwk.get("crv");
    if ("EC".equals(kind) && "P-256".equals(curve)) {
      return TokenAlgorithm.ES256;
    }
    if ("OKP".equals(kind) && "Ed25519".equals(curve)) {
      return TokenAlgorithm.EDDSA;
    }
    if ("RSA".equals(kind)) {
      return TokenAlgorithm.PS256;
    }
    throw new IllegalArgumentException(
        "must be of kty EC with crv P-256, of kty OKP with crv Ed25519, or of kty RSA");
  }

  private static void checkBeside(Map<String, ?> jwk, TokenAlgorithm algorithm) {
    if (jwk.containsKey("alg") && !algorithm.label().equals(jwk.get("alg"))) {
      throw new IllegalArgumentException("of this kind has the alg " + algorithm.label());
    }
    if (jwk.containsKey("use") && !"sig".equals(jwk.get("use"))) {
      throw new IllegalArgumentException("must be for signatures (use sig)");
    }
    if (jwk.containsKey("key_ops") && !List.of("verify").equals(jwk.get("key_ops"))) {
      throw new IllegalArgumentException("must be for verification (key_ops [\"verify\"])");
    }
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  /** The values are base64url and our own words, so that nothing in them is ever escaped. */
  private static String thumbprint(Map<String, String> members) {
    String json =
        new TreeMap<>(members)
            .entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    return Base64Text.digest(json.getBytes(UTF_8));
  }

  /** Beyond what its algorithm asks: keys of a usual length, and with the usual exponent. */
  private static PublicKey key(TokenAlgorithm algorithm, Map<String, String> members) {
    if (members.containsKey("e") && !members.get("e").equals(RSA_EXPONENT)) {
      throw new IllegalArgumentException("e must be " + RSA_EXPONENT + " (65537)");
    }
    PublicKey key = KeyMembers.publicKey(algorithm, members);
    if (key instanceof RSAPublicKey rsa
        && (rsa.getModulus().bitLength() < 2048 || rsa.getModulus().bitLength() > MAX_RSA_BITS)) {
      throw new IllegalArgumentException("n must have 2048 to " + MAX_RSA_BITS + " bits");
    }
    return key;
  }
}
