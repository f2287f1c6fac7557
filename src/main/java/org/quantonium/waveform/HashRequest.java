package org.quantonium.waveform;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A waveform to be hashed.
 *
 * @param samples 2 to 65,536 finite doubles
 * @param scheme name of a {@link Scheme}; gwh-2 if left out
 * @param nonce 8 to 64 bytes in hexadecimal, of gwh-1 alone; none if left out
 */
record HashRequest(
    @NotNull(message = "is required")
        @Size(min = Waveform.FEWEST, max = Waveform.MOST, message = "must have 2 to 65536 samples")
        List<Double> samples,
    @Pattern(regexp = Scheme.LABELS, message = "must be gwh-2, which is the default, or gwh-1")
        String scheme,
    @Pattern(regexp = Nonce.PATTERN, message = Nonce.REMEDY) String nonce) {

  HashRequest {
    scheme = scheme == null ? Scheme.GWH_2.label() : scheme;
  }
}
