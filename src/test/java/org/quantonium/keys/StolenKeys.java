package org.quantonium.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.sql.Connection;
import java.text.ParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.Sql;

/** The keys of a ring as somebody has them who stole its table. */
public final class StolenKeys {
  private final List<StoredKey> rows;

  private StolenKeys(List<StoredKey> rows) {
    this.rows = rows;
  }

  /** As they stand in the database. */
  public static StolenKeys of(DataSource database) throws Exception {
    try (Connection connection = database.getConnection()) {
      return new StolenKeys(new KeyTable(Sql.of(connection)).all());
    }
  }

  public int count() {
    return rows.size();
  }

  /** How many of them open with one of these keys of 32 bytes. */
  public long openedBy(Collection<byte[]> candidates) {
    return rows.stream()
        .filter(row -> candidates.stream().anyMatch(key -> opens(row, key)))
        .count();
  }

  private static boolean opens(StoredKey row, byte[] key) {
    try {
      new Kek(SecretBytes.copyOf(key)).open(row);
      return true;
    } catch (Envelope.UnsealException e) {
      return false;
    }
  }

  /** What is in them, by kid: 32 bytes, of a key that signs tokens its private value. */
  public Map<String, byte[]> secrets(byte[] kek) throws Exception {
    Map<String, byte[]> secrets = new HashMap<>();
    for (StoredKey row : rows) {
      byte[] secret = new Kek(SecretBytes.copyOf(kek)).open(row).expose();
      secrets.put(row.kid(), row.purpose() == Purpose.TOKEN_SIGNING ? d(secret) : secret);
    }
    return secrets;
  }

  private static byte[] d(byte[] json) throws ParseException {
    JWK jwk = JWK.parse(new String(json, UTF_8));
    return jwk instanceof ECKey ec ? ec.getD().decode() : ((OctetKeyPair) jwk).getDecodedD();
  }

  /** The public half of the key that signs tokens, as it stands there. */
  public String publicJwk() {
    return rows.stream()
        .filter(row -> row.standing.is(Purpose.TOKEN_SIGNING, KeyState.ACTIVE))
        .findFirst()
        .orElseThrow()
        .publicJwk;
  }
}
