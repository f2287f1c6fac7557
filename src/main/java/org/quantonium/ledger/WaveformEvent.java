package org.quantonium.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quantonium.identity.Caller;

/** What was said of a waveform. */
public sealed interface WaveformEvent extends Event {
  Caller caller();

  @Override
  default Optional<Caller> by() {
    return Optional.of(caller());
  }

  /**
   * Which waveform, and by what.
   *
   * @param scheme name of the scheme
   * @param keyId of the key that the hash is made with, or that a hash to be verified names, there
   *     or not; empty if the scheme has none
   * @param samples how many
   * @param samplesDigest base64 of SHA-256 of the samples, IEEE 754 and big-endian
   */
  record Subject(String scheme, Optional<String> keyId, int samples, String samplesDigest) {
    private Map<String, Object> facts() {
      Map<String, Object> facts = new HashMap<>();
      facts.put("scheme", scheme);
      facts.put("samples", samples);
      facts.put("samplesDigest", samplesDigest);
      keyId.ifPresent(id -> facts.put("keyId", id));
      return facts;
    }
  }

  /** A waveform was hashed. */
  record Hashed(Caller caller, Subject waveform) implements WaveformEvent {
    @Override
    public Action action() {
      return Action.WAVEFORM_HASHED;
    }

    @Override
    public String resource() {
      return "/v1/waveforms/hash";
    }

    @Override
    public Map<String, Object> facts() {
      return waveform.facts();
    }
  }

  /** A caller was told whether a hash is that of a waveform. */
  record Verified(Caller caller, Subject waveform, boolean valid) implements WaveformEvent {
    @Override
    public Action action() {
      return Action.WAVEFORM_VERIFIED;
    }

    @Override
    public String resource() {
      return "/v1/waveforms/verify";
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = waveform.facts();
      facts.put("valid", valid);
      return facts;
    }
  }
}
