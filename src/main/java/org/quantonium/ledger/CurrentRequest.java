package org.quantonium.ledger;

import jakarta.enterprise.context.RequestScoped;
import java.util.Base64;
import java.util.Optional;

/**
 * What an entry tells of the request that caused it: from where it came and what its body was. Set
 * by the first filters; empty in work that no request started.
 */
@RequestScoped
public class CurrentRequest {
  /** No address of any protocol is longer; a proxy's header may be. */
  private static final int MAX_ADDRESS = 64;

  private String address;
  private String bodyDigest;

  /**
   * Says from where the request came.
   *
   * @param remote the client's address; null or empty if the server knows none
   */
  public void cameFrom(String remote) {
    if (remote != null && !remote.isEmpty()) {
      address = remote.substring(0, Math.min(remote.length(), MAX_ADDRESS));
    }
  }

  /**
   * Says what the body was, once it has been read to its end.
   *
   * @param sha256 of the body's bytes as they came, 32 bytes
   */
  public void bodyWas(byte[] sha256) {
    bodyDigest = "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
  }

  /** The client's address, 1 to 64 characters. */
  public Optional<String> address() {
    return Optional.ofNullable(address);
  }

  /** The body's digest as a Content-Digest header has it (RFC 9530, 2), 54 characters. */
  Optional<String> bodyDigest() {
    return Optional.ofNullable(bodyDigest);
  }
}
