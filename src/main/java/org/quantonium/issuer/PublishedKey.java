package org.quantonium.issuer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.quantonium.identity.KeyMembers;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.VerificationKey;

/**
 * A key as RFC 7517 writes it, of which everything is said that tells what it is for: {@code kid},
 * {@code use}, {@code alg} and {@code kty}. Nothing is guessed.
 */
final class PublishedKey {
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  /** Whoever publishes one of these has no secret any more. */
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private PublishedKey() {}

  /**
   * The key.
   *
   * @param members as a JSON parser gives them
   * @throws IllegalArgumentException that says why it is not used
   */
  static VerificationKey read(Map<?, ?> members, Set<TokenAlgorithm> admitted) {
    String kid = KeyMembers.text(members, "kid");
    if (!KEY_ID.matcher(kid).matches()) {
      throw new IllegalArgumentException("kid is not 1 to 128 characters of base64url");
    }
    if (!KeyMembers.text(members, "use").equals("sig")) {
      throw new IllegalArgumentException("use is not sig");
    }
    if (members.containsKey("key_ops") && !List.of("verify").equals(members.get("key_ops"))) {
      throw new IllegalArgumentException("key_ops is not verify alone");
    }
    if (PRIVATE.stream().anyMatch(members::containsKey)) {
      throw new IllegalArgumentException("it has a secret member");
    }
    TokenAlgorithm algorithm =
        TokenAlgorithm.foreign(KeyMembers.text(members, "alg"))
            .filter(admitted::contains)
            .orElseThrow(() -> new IllegalArgumentException("alg is not admitted"));
    return new VerificationKey(kid, algorithm, KeyMembers.publicKey(algorithm, members));
  }
}
