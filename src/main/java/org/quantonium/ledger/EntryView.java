package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.Base64;
import java.util.Optional;

/**
 * An entry, as an auditor reads it.
 *
 * @param index its place in the tree, from 0
 * @param leafHash base64 of 32 bytes
 * @param entry the entry's bytes, exactly
 * @param subject opens the commitment of the same name; absent if there is none or it was erased
 * @param address likewise
 */
record EntryView(
    long index,
    String leafHash,
    @JsonRawValue String entry,
    Optional<Opening> subject,
    Optional<Opening> address) {

  /**
   * What a commitment stands for.
   *
   * @param salt base64 of the 32 bytes that are the HMAC's key
   */
  record Opening(String value, String salt) {}

  static EntryView of(LedgerEntry entry, LedgerPerson person) {
    return new EntryView(
        entry.index,
        Base64.getEncoder().encodeToString(entry.leafHash),
        new String(entry.entry, UTF_8),
        Optional.ofNullable(person).flatMap(LedgerPerson::openSubject),
        Optional.ofNullable(person).flatMap(LedgerPerson::openAddress));
  }
}
