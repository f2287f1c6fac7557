package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.quantonium.identity.DpopProof;
import org.quantonium.identity.DpopVerifier;
import org.quantonium.identity.InvalidProof;
import org.quantonium.identity.TokenPolicy;

/**
 * Proofs of the possession of a key (RFC 9449), at the token endpoint and wherever a token is
 * shown: verified first and spent afterwards, once it is known that everything else is right, so
 * that nobody else can spend one.
 */
@ApplicationScoped
public class DpopProofs {
  @Inject private SpentAssertions spent;
  @Inject private TokenPolicy policy;

  /**
   * Verifies the proof of a request; the issuer of our own tokens is the URL of this service.
   *
   * @param headers the values of all DPoP headers, one element for each header
   * @throws InvalidProof with the first rule that it breaks
   */
  public DpopProof verify(List<String> headers, DpopVerifier.Request request) throws InvalidProof {
    return new DpopVerifier(policy.issuer(), policy.clockSkew()).verify(headers, request);
  }

  /**
   * Takes a proof, which is good once. Costs one row, which is durable when this returns.
   *
   * @throws InvalidProof if it was taken before, here or elsewhere
   * @throws RuntimeException if the database is away: it is then not taken
   */
  public void spend(DpopProof proof) throws InvalidProof {
    if (!spent.add(proof)) {
      throw new InvalidProof("its jti was used before");
    }
  }
}
