package org.quantonium.waveform;

/**
 * A hash.
 *
 * @param keyed whether only this service can make it
 * @param assurance the same as a sentence
 */
record HashAnswer(String hash, String scheme, boolean keyed, String assurance) {
  static HashAnswer of(WaveformHash hash) {
    Scheme scheme = hash.scheme();
    return new HashAnswer(hash.text(), scheme.label(), scheme.isKeyed(), scheme.assurance());
  }
}
