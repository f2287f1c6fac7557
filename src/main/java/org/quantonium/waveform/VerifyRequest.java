package org.quantonium.waveform;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A waveform, and the hash that it is said to have.
 *
 * @param samples 2 to 65,536 finite doubles
 * @param hash as it was given out
 * @param scheme name of the {@link Scheme} that the hash must be of; gwh-2 if left out
 * @param nonce that a gwh-1 hash was made with; none if left out
 */
record VerifyRequest(
    @NotNull(message = "is required")
        @Size(min = Waveform.FEWEST, max = Waveform.MOST, message = "must have 2 to 65536 samples")
        List<Double> samples,
    @NotNull(message = "is required") @Size(max = 256, message = "must have at most 256 characters")
        String hash,
    @Pattern(regexp = Scheme.LABELS, message = "must be gwh-2, which is the default, or gwh-1")
        String scheme,
    @Pattern(regexp = Nonce.PATTERN, message = Nonce.REMEDY) String nonce) {

  VerifyRequest {
    scheme = scheme == null ? Scheme.GWH_2.label() : scheme;
  }
}
