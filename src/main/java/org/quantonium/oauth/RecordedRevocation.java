package org.quantonium.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.AccessEvent;
import org.quantonium.ledger.Ledger;
import org.quantonium.oauth.Revocation.Kind;

/**
 * The revocation of a token by its client and the record of it, in one transaction; a bean apart
 * from {@link TokenRevoker}, which goes on when that transaction has ended.
 */
@ApplicationScoped
class RecordedRevocation {
  @Inject private RevocationList revocations;
  @Inject private Ledger ledger;

  private final Clock clock = Clock.systemUTC();

  @Transactional
  void of(Caller token) {
    revocations.add(Kind.TOKEN, token.tokenId(), clock.instant());
    ledger.append(new AccessEvent.TokenRevoked(token));
  }
}
