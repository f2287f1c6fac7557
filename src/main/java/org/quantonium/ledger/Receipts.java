package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.quantonium.keys.KeyRing;
import org.quantonium.merkle.Promise;
import org.quantonium.merkle.SignedNote;
import org.quantonium.merkle.TlogProof;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** What a caller gets to keep: a promise at once, the proof when the tree has the entry. */
@ApplicationScoped
public class Receipts {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int WAITING_AT_ONCE = 16;
  private static final Duration POLL = Duration.ofMillis(50);

  @Inject private KeyRing keys;
  @Inject private LedgerNode node;
  @Inject private LedgerSettings settings;
  @Inject private PublishedLog log;

  private final Semaphore waiting = new Semaphore(WAITING_AT_ONCE);

  /**
   * The receipt of an entry that was committed. Signing is deterministic: asked again, it is the
   * same. Nothing is promised that this node's key ring did not see written: the database's word is
   * not enough.
   *
   * @param recorded as {@link Ledger#append} gave it, and the caller kept it
   * @throws Problem UNAVAILABLE if the database's copy of it was changed
   */
  public Receipt of(Recorded recorded) {
    byte[] mac = mac(recorded.entryId(), recorded.leafHash());
    if (recorded.mac() == null
        || !MessageDigest.isEqual(
            Base64.getEncoder().encode(mac), recorded.mac().getBytes(US_ASCII))) {
      throw new Problem(
          ProblemType.UNAVAILABLE,
          "The receipt was changed in the database; the operator must look.");
    }
    Promise promise =
        new Promise(
            node.key().name(),
            recorded.entryId(),
            Base64.getDecoder().decode(recorded.leafHash()),
            TimeOrderedId.epochMillis(recorded.entryId()),
            settings.maxMergeDelay().toMillis());
    // The node took its public key from the signer itself.
    SignedNote note = SignedNote.signUnverified(promise.text(), node.key(), keys::signForLedger);
    return new Receipt(recorded.entryId(), recorded.leafHash(), note.toString());
  }

  /** Of another form than that of a pending row, so that neither passes for the other. */
  byte[] mac(String entryId, String leafHash) {
    return keys.ledgerMac(("receipt\n" + entryId + "\n" + leafHash).getBytes(US_ASCII));
  }

  /**
   * The complete proof of an entry, as a {@code .tlog-proof} with the entry as its extra data.
   *
   * @param prefer value of the Prefer header, or null; {@code wait=N} waits for the proof, at most
   *     ten seconds, and only sixteen callers at once
   * @throws Problem PROOF_PENDING if the tree does not have it yet
   */
  public String proof(String entryId, String prefer) {
    Optional<TlogProof> proof = log.proof(entryId);
    long end =
        System.nanoTime() + Prefer.wait(prefer, LONGEST_WAIT).orElse(Duration.ZERO).toNanos();
    if (proof.isEmpty() && System.nanoTime() < end && waiting.tryAcquire()) {
      try {
        while (proof.isEmpty() && System.nanoTime() < end) {
          Thread.sleep(POLL.toMillis());
          proof = log.proof(entryId);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        waiting.release();
      }
    }
    return proof
        .map(TlogProof::toString)
        .orElseThrow(
            () ->
                new Problem(
                        ProblemType.PROOF_PENDING,
                        "The tree does not have the entry yet; ask again, or send Prefer: wait=5.")
                    .retryAfterSeconds(1));
  }
}
