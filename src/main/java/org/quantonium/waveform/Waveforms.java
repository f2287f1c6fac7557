package org.quantonium.waveform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.quantonium.identity.Caller;
import org.quantonium.keys.KeyRing;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.WaveformEvent;
import org.quantonium.limits.RateLimits;
import org.quantonium.limits.RatePolicy;
import org.quantonium.problem.Problem;

/** The way of a waveform: read, charge, hash or compare, record, answer. */
@ApplicationScoped
class Waveforms {
  private final SecureRandom random = new SecureRandom();

  @Inject private RateLimits limits;
  @Inject private KeyRing keys;
  @Inject private Ledger ledger;

  /**
   * Hashes a waveform. Nothing of it is kept but the entry.
   *
   * @throws Problem INVALID_REQUEST, RATE_LIMITED, UNAVAILABLE if the ledger does not take its
   *     record
   */
  HashAnswer hash(Caller caller, HashRequest request) {
    Scheme scheme = Scheme.of(request.scheme());
    Optional<Nonce> nonce = nonce(scheme, request.nonce());
    Waveform waveform = admitted(caller, scheme, request.samples());
    WaveformHash hash =
        switch (scheme) {
          case GWH_2 ->
              Gwh2.hash(waveform, keys.waveformKeyId(), Nonce.fresh(random), keys::waveformMac);
          case GWH_1 -> Gwh1.hash(waveform, nonce);
        };
    ledger.record(new WaveformEvent.Hashed(caller, subject(waveform, hash)));
    return HashAnswer.of(hash);
  }

  /**
   * Compares a hash with a waveform. Each answer is recorded: somebody relies on it.
   *
   * <p>One whose key this ring does not have, and one that nobody made, are answered like one of
   * another waveform, in the same time. The scheme is the caller's choice and not the text's:
   * whoever alters a waveform can put a hash beside it that needs no key.
   *
   * @throws Problem as {@link #hash} does; INVALID_REQUEST also for what is no hash of the scheme
   */
  VerifyAnswer verify(Caller caller, VerifyRequest request) {
    Scheme scheme = Scheme.of(request.scheme());
    Optional<Nonce> nonce = nonce(scheme, request.nonce());
    WaveformHash hash =
        switch (scheme) {
          case GWH_2 -> Gwh2.parse(request.hash());
          case GWH_1 -> Gwh1.parse(request.hash(), nonce);
        };
    Waveform waveform = admitted(caller, scheme, request.samples());
    boolean valid = hash.matches(waveform, keys::waveformMac);
    ledger.record(new WaveformEvent.Verified(caller, subject(waveform, hash), valid));
    return VerifyAnswer.of(hash, valid);
  }

  private static Optional<Nonce> nonce(Scheme scheme, String given) {
    if (scheme == Scheme.GWH_2 && given != null) {
      throw Problem.invalid(
          "/nonce", "must be left out for gwh-2: the service draws it, and the hash tells it");
    }
    return Optional.ofNullable(given).map(Nonce::new);
  }

  private Waveform admitted(Caller caller, Scheme scheme, List<Double> samples) {
    Waveform waveform = new Waveform(samples);
    limits.charge(RatePolicy.WAVEFORM, caller.clientId(), scheme.price(waveform.count()));
    return waveform;
  }

  private static WaveformEvent.Subject subject(Waveform waveform, WaveformHash hash) {
    return new WaveformEvent.Subject(
        hash.scheme().label(), hash.key(), waveform.count(), waveform.digest());
  }
}
