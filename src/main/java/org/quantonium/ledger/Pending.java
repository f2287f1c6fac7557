package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.quantonium.merkle.Hashes;

/**
 * A row of {@code ledger_pending}, as the sequencer looks at it.
 *
 * @param entry RFC 8785 JSON
 * @param leafHash 32 bytes
 * @param mac 32 bytes, by the node that wrote the row
 */
@SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
record Pending(String entryId, byte[] entry, byte[] leafHash, byte[] mac) {

  /** What the MAC is of: id || 00 || leaf hash, so that a copy under another id is none. */
  static byte[] signed(String entryId, byte[] leafHash) {
    byte[] id = entryId.getBytes(UTF_8);
    return ByteBuffer.allocate(id.length + 1 + leafHash.length)
        .put(id)
        .put((byte) 0)
        .put(leafHash)
        .array();
  }

  /**
   * Checks that a node wrote the row, as it is now.
   *
   * @param hmac over what {@link #signed} gives
   * @throws LedgerBroken if the row was changed, or no node wrote it
   */
  void check(UnaryOperator<byte[]> hmac) {
    byte[] actual = Hashes.leaf(entry);
    if (!Arrays.equals(actual, leafHash)
        || !MessageDigest.isEqual(mac, hmac.apply(signed(entryId, actual)))) {
      throw new LedgerBroken(
          "The pending entry "
              + entryId
              + " was changed or inserted in the database: its MAC is not of a node's making");
    }
  }
}
