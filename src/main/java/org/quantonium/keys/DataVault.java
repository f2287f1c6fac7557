package org.quantonium.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.secrets.SecretBytes;

/**
 * Seals what clients send and get before it is stored: AES-256-GCM under the data key in force, in
 * the form of {@link Envelope}. A text is bound to the row and the column that it was sealed for.
 *
 * <p>Cost: one pass over the bytes, at some GB a second, and two copies.
 */
@ApplicationScoped
public class DataVault {
  @Inject private KeyRing keys;

  /** The id of the key that {@link #seal} uses now; to be kept with what it sealed. */
  public String keyId() {
    return keys.dataKeyId();
  }

  /**
   * Seals under a key of this ring.
   *
   * @param row key of the row
   * @param column its column
   */
  public byte[] seal(String kid, String row, String column, byte[] plain) {
    return Envelope.seal(key(kid), row, column, plain);
  }

  /**
   * Opens what was sealed for this place.
   *
   * @throws Problem UNAVAILABLE if any byte, the place or the key is not what it was sealed with
   */
  public byte[] open(String kid, String row, String column, byte[] sealed) {
    try {
      return Envelope.open(key(kid), row, column, sealed).expose();
    } catch (Envelope.UnsealException e) {
      throw altered(e);
    }
  }

  private SecretBytes key(String kid) {
    return keys.dataKey(kid).orElseThrow(() -> altered(null));
  }

  private static Problem altered(Exception cause) {
    return new Problem(
        ProblemType.UNAVAILABLE,
        "What was kept does not open: it was changed in the database, or its key is gone; the"
            + " operator must look.",
        cause);
  }
}
