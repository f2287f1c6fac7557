package org.quantonium.waveform;

/**
 * Whether a hash is that of a waveform.
 *
 * @param keyed whether only this service can make such a hash
 * @param assurance the same as a sentence
 */
record VerifyAnswer(boolean valid, String scheme, boolean keyed, String assurance) {
  static VerifyAnswer of(WaveformHash hash, boolean valid) {
    Scheme scheme = hash.scheme();
    return new VerifyAnswer(valid, scheme.label(), scheme.isKeyed(), scheme.assurance());
  }
}
