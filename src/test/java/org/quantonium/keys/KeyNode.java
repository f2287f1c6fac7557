package org.quantonium.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.quantonium.identity.Caller;
import org.quantonium.identity.InvalidToken;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.identity.TokenVerifier;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Sql;

/** What of a node signs and verifies tokens: its ring and its verifier, on a shared database. */
final class KeyNode {
  final KeyRing ring;
  private final TokenVerifier verifier;
  private final TokenPolicy tokens;

  /**
   * @param directory of the key-encryption key, which all nodes have
   */
  KeyNode(
      DataSource database,
      Path directory,
      KeyPolicy policy,
      TokenPolicy tokens,
      UnaryOperator<Sql> around) {
    this(
        database,
        new KeyEncryptionKey(new DataDirectory(directory.toString())),
        policy,
        tokens,
        new JdbcTransactions(database, around));
  }

  KeyNode(
      DataSource database,
      KeyEncryptionKey kek,
      KeyPolicy policy,
      TokenPolicy tokens,
      KeyTransactions transactions) {
    this.tokens = tokens;
    ring = new KeyRing(kek, transactions, policy, database);
    ring.open();
    verifier = new TokenVerifier(tokens, ring, caller -> false, Clock.systemUTC());
  }

  /** A token that this node signs now. */
  String token() {
    return token(ring.tokenSigningKey());
  }

  /** A token of now by any key, as long as the longest. */
  String token(TokenKey key) {
    long now = System.currentTimeMillis() / 1000;
    String header =
        "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}"
            .formatted(key.algorithm().label(), key.kid());
    String claims =
        """
        {"iss":"%s","aud":"%s","sub":"s","client_id":"c","tenant":"t","jti":"%s",\
        "scope":"read:data","iat":%d,"exp":%d}"""
            .formatted(
                tokens.issuer(),
                tokens.audience(),
                UUID.randomUUID(),
                now,
                now + tokens.maxLifetime().toSeconds());
    String signed =
        Base64URL.encode(header.getBytes(UTF_8)) + "." + Base64URL.encode(claims.getBytes(UTF_8));
    return signed + "." + Base64URL.encode(key.sign(signed.getBytes(US_ASCII)));
  }

  /** As a request is served: only while the node knows which keys are in force. */
  Caller verify(String token) throws InvalidToken {
    if (!ring.isCurrent()) {
      throw new IllegalStateException("503");
    }
    return verifier.verify(token).asBearer();
  }

  /** Ids of the keys that sign tokens, or did, and are in that state. */
  List<String> states(String state) {
    return ring.list().stream()
        .filter(key -> key.purpose().equals("TOKEN_SIGNING") && key.state().equals(state))
        .map(KeyView::kid)
        .toList();
  }
}
