package org.quantonium.identity;

/** The claims of the tokens that this service issues: those of RFC 9068, and the tenant. */
record OwnClaims() implements ClaimMapping {

  @Override
  public Claimed read(TokenClaims claims) throws InvalidToken {
    return new Claimed(
        claims.text("sub"), claims.text("client_id"), claims.text("tenant"), claims.scopes());
  }

  @Override
  public boolean couldName(String clientId) {
    return clientId.indexOf(ForeignClaims.BETWEEN) < 0;
  }
}
