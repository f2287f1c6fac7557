package org.quantonium.ledger;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quantonium.identity.Caller;
import org.quantonium.merkle.Hashes;

/**
 * An event with its id, its time and its place, as the bytes that are hashed; and beside them what
 * may be erased one day, which the bytes show as commitments only.
 */
final class Entry {
  /** What a bundle's length field, and the patience of whoever reads bundles, allow. */
  static final int MAX_BYTES = 4096;

  private static final int SCHEMA = 1;

  /** A path that a caller chose is cut where its JSON passes so many bytes. */
  private static final int MAX_RESOURCE = 256;

  private final Event event;
  private final String entryId;
  private final long timeMillis;
  private final byte[] bytes;
  private final byte[] leafHash;
  private final Optional<Commitment> subject;
  private final Optional<Commitment> address;

  private Entry(
      Event event,
      String entryId,
      long timeMillis,
      byte[] bytes,
      Optional<Commitment> subject,
      Optional<Commitment> address) {
    this.event = event;
    this.entryId = entryId;
    this.timeMillis = timeMillis;
    this.bytes = bytes;
    this.leafHash = Hashes.leaf(bytes);
    this.subject = subject;
    this.address = address;
  }

  /**
   * Makes an entry of an event.
   *
   * @param id UUIDv7
   * @param timeMillis milliseconds since the epoch
   * @param node 1 to 64 characters
   * @param address the client's; empty if no request caused the event
   * @param requestDigest of the request's body, as RFC 9530 writes it; empty if there was none, or
   *     if it held credentials
   * @param random gives the salts
   * @throws IllegalArgumentException if it takes more than {@link #MAX_BYTES}, or an event's fact
   *     has the name of a member that every entry has: a fault of ours
   */
  static Entry of(
      Event event,
      String id,
      long timeMillis,
      String node,
      Optional<String> address,
      Optional<String> requestDigest,
      SecureRandom random) {
    Optional<Commitment> whose =
        event.by().map(Caller::subject).map(value -> Commitment.to(value, random));
    Optional<Commitment> whence = address.map(value -> Commitment.to(value, random));
    Map<String, Object> members = new HashMap<>();
    members.put("action", event.action().name());
    members.put("id", id);
    members.put("node", node);
    members.put("outcome", event.outcome().name());
    members.put("resource", CanonicalJson.cut(event.resource(), MAX_RESOURCE));
    members.put("schema", SCHEMA);
    members.put("time", timeMillis);
    event.by().ifPresent(caller -> members.put("client", caller.clientId()));
    event.by().ifPresent(caller -> members.put("tenant", caller.tenant()));
    whose.ifPresent(commitment -> members.put("subject", commitment.text()));
    whence.ifPresent(commitment -> members.put("address", commitment.text()));
    requestDigest.ifPresent(digest -> members.put("requestDigest", digest));
    event.facts().forEach((name, value) -> add(members, name, value));
    byte[] bytes = CanonicalJson.write(members);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "an entry has at most " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    return new Entry(event, id, timeMillis, bytes, whose, whence);
  }

  private static void add(Map<String, Object> members, String name, Object value) {
    if (members.put(name, value) != null) {
      throw new IllegalArgumentException(name + " is a member of every entry, not a fact");
    }
  }

  /** What the entry tells. */
  Event event() {
    return event;
  }

  String entryId() {
    return entryId;
  }

  /** Milliseconds since the epoch, as the bytes say too. */
  long timeMillis() {
    return timeMillis;
  }

  /** RFC 8785 JSON, at most {@link #MAX_BYTES}. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256(00 || bytes), 32 bytes. */
  byte[] leafHash() {
    return leafHash.clone();
  }

  Optional<Commitment> subject() {
    return subject;
  }

  Optional<Commitment> address() {
    return address;
  }
}
