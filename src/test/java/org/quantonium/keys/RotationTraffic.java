package org.quantonium.keys;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.quantonium.identity.InvalidToken;

/** What clients, an attacker and the schedule do, and what should not have been. */
final class RotationTraffic {
  private static final Duration HEARD_OF = Duration.ofSeconds(5);

  private final List<KeyNode> nodes;
  private final KeyPolicy policy;
  final AtomicBoolean over = new AtomicBoolean();
  final AtomicLong accepted = new AtomicLong();
  final AtomicLong refusedRightly = new AtomicLong();
  final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  /** Every key that ever signed, as an attacker would have it who took it from a node. */
  final Map<String, TokenKey> seen = new ConcurrentHashMap<>();

  /** When somebody was about to revoke it, and when it was done. */
  private final Map<String, Long> revoking = new ConcurrentHashMap<>();

  private final Map<String, Long> revoked = new ConcurrentHashMap<>();

  RotationTraffic(List<KeyNode> nodes, KeyPolicy policy) {
    this.nodes = nodes;
    this.policy = policy;
  }

  Void tend(KeyNode node) throws Exception {
    while (!over.get()) {
      node.ring.tend();
      Thread.sleep(250);
    }
    return null;
  }

  void revoke(KeyNode node) {
    for (int i = 0; i < 10; i++) {
      String kid = node.states("ACTIVE").get(0);
      revoking.put(kid, System.nanoTime());
      try {
        node.ring.revoke(kid);
        revoked.put(kid, System.nanoTime());
        node.ring.refresh();
        return;
      } catch (Overtaken again) {
        node.ring.refresh();
      }
    }
    failures.add("The key could not be revoked");
  }

  /** Gets a token of one node and uses it on every node until it expires. */
  Void client() throws Exception {
    Set<String> published = Set.of();
    long fetched = 0;
    while (!over.get()) {
      KeyNode issuer = any();
      TokenKey key = issuer.ring.tokenSigningKey();
      seen.put(key.kid(), key);
      String token = issuer.token(key);
      if (System.nanoTime() - fetched > policy.jwksMaxAge().toNanos()) {
        fetched = System.nanoTime();
        published = kids(any().ring.jwks());
      }
      if (!published.contains(key.kid()) && !afterARevocation()) {
        failures.add("A cache of the JWKS does not know the key of a fresh token");
      }
      boolean alive = true;
      while (alive && !over.get()) {
        for (KeyNode node : nodes) {
          alive &= use(node, token, key.kid());
        }
        Thread.sleep(ThreadLocalRandom.current().nextInt(20, 200));
      }
    }
    return null;
  }

  /** Others may keep a key for a while that was revoked, and not know the one that followed. */
  private boolean afterARevocation() {
    return revoking.values().stream()
        .anyMatch(t -> System.nanoTime() - t < policy.publication().toNanos());
  }

  /** False if the token is over. */
  private boolean use(KeyNode node, String token, String kid) {
    long expires = expiry(token);
    try {
      node.verify(token);
      accepted.incrementAndGet();
      if (!kids(node.ring.jwks()).contains(kid) && !revoking.containsKey(kid)) {
        failures.add("The JWKS has not the key of a token that is good");
      }
      return true;
    } catch (InvalidToken e) {
      if (System.currentTimeMillis() < expires && !revoking.containsKey(kid)) {
        failures.add("A good token was refused: " + e.getMessage());
      }
      return false;
    }
  }

  /** Signs fresh tokens with every key that it took, also with those that are over. */
  Void attacker() throws Exception {
    while (!over.get()) {
      for (TokenKey key : seen.values()) {
        for (KeyNode node : nodes) {
          attack(node, key);
        }
      }
      Thread.sleep(100);
    }
    return null;
  }

  private void attack(KeyNode node, TokenKey key) {
    long begun = System.nanoTime();
    boolean retired = node.states("RETIRED").contains(key.kid());
    Long since = revoked.get(key.kid());
    boolean heardOf = since != null && begun - since > HEARD_OF.toNanos();
    try {
      node.verify(node.token(key));
      if (retired || heardOf) {
        failures.add("A token was accepted whose key is " + (retired ? "RETIRED" : "REVOKED"));
      }
    } catch (InvalidToken e) {
      if (retired || since != null) {
        refusedRightly.incrementAndGet();
      }
    }
  }

  private KeyNode any() {
    return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
  }

  private static Set<String> kids(String jwks) {
    try {
      return Set.copyOf(JWKSet.parse(jwks).getKeys().stream().map(key -> key.getKeyID()).toList());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long expiry(String token) {
    try {
      return SignedJWT.parse(token)
          .getJWTClaimsSet()
          .getExpirationTime()
          .toInstant()
          .toEpochMilli();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
