package org.quantonium.merkle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;

/** The key of the published vectors: its seed is 00 01 02 ... 1f and everybody knows it. */
final class TestKey {
  static final String ORIGIN = "ledger.example/audit";
  static final String TEXT =
      "ledger.example/audit+2a52108c+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
  static final byte[] PUBLIC =
      HexFormat.of().parseHex("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
  static final VerifierKey KEY = new VerifierKey(ORIGIN, PUBLIC);

  private TestKey() {}

  static byte[] sign(byte[] message) {
    byte[] seed = new byte[32];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) i;
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static SignedNote sign(String text) {
    return SignedNote.sign(text, KEY, TestKey::sign);
  }
}
