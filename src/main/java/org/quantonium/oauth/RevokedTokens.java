package org.quantonium.oauth;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.quantonium.identity.Caller;

/** All revocations of one moment, arranged for a look-up that takes the same for any number. */
final class RevokedTokens {
  static final RevokedTokens NONE = new RevokedTokens(Set.of());

  private final Set<String> tokens = new HashSet<>();
  private final Map<String, Instant> clients = new HashMap<>();
  private final Map<String, Instant> subjects = new HashMap<>();
  private Instant all = Instant.MIN;
  private BigInteger sumOfIds = BigInteger.ZERO;
  private final long count;

  RevokedTokens(Collection<Revocation> revocations) {
    count = revocations.size();
    for (Revocation each : revocations) {
      sumOfIds = sumOfIds.add(BigInteger.valueOf(each.id()));
      switch (each.kind()) {
        case TOKEN -> tokens.add(each.value());
        case CLIENT -> clients.merge(each.value(), each.issuedUntil(), RevokedTokens::later);
        case SUBJECT -> subjects.merge(each.value(), each.issuedUntil(), RevokedTokens::later);
        case ALL -> all = later(all, each.issuedUntil());
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  boolean isRevoked(Caller caller) {
    Instant issued = caller.issuedAt();
    return !issued.isAfter(all)
        || tokens.contains(caller.tokenId())
        || !issued.isAfter(clients.getOrDefault(caller.clientId(), Instant.MIN))
        || !issued.isAfter(subjects.getOrDefault(caller.subject(), Instant.MIN));
  }

  /** Whether these are all, if there are so many and their ids add up to that. */
  boolean is(long expectedCount, BigInteger expectedSum) {
    return count == expectedCount && sumOfIds.equals(expectedSum);
  }
}
