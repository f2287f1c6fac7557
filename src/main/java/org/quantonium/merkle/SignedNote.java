package org.quantonium.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text and its signatures: a C2SP signed note.
 *
 * <pre>
 *   text, whose last line ends too
 *                                             an empty line, the last one in the note
 *   — name base64(key id || signature)        one or more; the dash is U+2014
 * </pre>
 *
 * <p>What is signed is the text with its last newline, without the empty line.
 *
 * @param text ends in a newline and has no other control character
 * @param signatures 1 to 100
 */
public record SignedNote(String text, List<Signature> signatures) {
  private static final String DASH = "\u2014 ";
  private static final int MAX_SIGNATURES = 100;

  /**
   * One signature, by whatever key and of whatever kind.
   *
   * @param name 1 to 255 characters, no white space, no '+'
   * @param keyId 4 bytes
   * @param signature 1 byte or more; of Ed25519, 64
   */
  @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by value
  public record Signature(String name, byte[] keyId, byte[] signature) {
    private static final int KEY_ID_BYTES = 4;

    public Signature {
      Syntax.name(name, "The name in a signature line");
      if (keyId.length != KEY_ID_BYTES) {
        throw new IllegalArgumentException("A key id has 4 bytes");
      }
      if (signature.length == 0) {
        throw new IllegalArgumentException("A signature line has no signature");
      }
      keyId = keyId.clone();
      signature = signature.clone();
    }

    @Override
    public byte[] keyId() {
      return keyId.clone();
    }

    @Override
    public byte[] signature() {
      return signature.clone();
    }

    /** The line, without its newline. */
    @Override
    public String toString() {
      byte[] both = Arrays.copyOf(keyId, KEY_ID_BYTES + signature.length);
      System.arraycopy(signature, 0, both, KEY_ID_BYTES, signature.length);
      return DASH + name + " " + Syntax.base64(both);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Signature that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
      return toString().hashCode();
    }

    private static Signature parse(String line) {
      String[] parts = line.split(" ", -1);
      if (!line.startsWith(DASH) || parts.length != 3) {
        throw new IllegalArgumentException("A signature line is not dash, name and base64");
      }
      byte[] both = Syntax.base64(parts[2], "A signature");
      if (both.length <= KEY_ID_BYTES) {
        throw new IllegalArgumentException("A signature line has no signature");
      }
      return new Signature(
          parts[1],
          Arrays.copyOf(both, KEY_ID_BYTES),
          Arrays.copyOfRange(both, KEY_ID_BYTES, both.length));
    }

    private boolean claims(VerifierKey key) {
      return name.equals(key.name()) && Arrays.equals(keyId, key.keyId());
    }
  }

  public SignedNote {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("The note's text does not end in a newline");
    }
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new IllegalArgumentException("The note has a control character");
    }
    Syntax.utf8(text, "The note");
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("The note does not have 1 to 100 signatures");
    }
  }

  /**
   * Reads what {@link #toString} writes and nothing else. It verifies nothing.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("The note has no empty line before its signatures");
    }
    String tail = note.substring(end + 2);
    List<Signature> signatures = new ArrayList<>();
    if (!tail.isEmpty()) {
      for (String line : Syntax.lines(tail, "The note")) {
        signatures.add(Signature.parse(line));
      }
    }
    return new SignedNote(note.substring(0, end + 1), signatures);
  }

  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature).append('\n'));
    return note.toString();
  }

  /**
   * Signs a text.
   *
   * @param signer from the bytes to their Ed25519 signature, 64 bytes
   * @throws IllegalStateException if the key does not verify what the signer made
   */
  public static SignedNote sign(String text, VerifierKey key, UnaryOperator<byte[]> signer) {
    SignedNote note = signUnverified(text, key, signer);
    if (!note.signedBy(key)) {
      throw new IllegalStateException("The signer does not hold the private key of " + key);
    }
    return note;
  }

  /**
   * The same for a signer that is known to hold the key: to verify a signature takes several times
   * as long as to make it.
   */
  public static SignedNote signUnverified(
      String text, VerifierKey key, UnaryOperator<byte[]> signer) {
    byte[] signature = signer.apply(Syntax.utf8(text, "The note"));
    return new SignedNote(text, List.of(new Signature(key.name(), key.keyId(), signature)));
  }

  /**
   * Whether that key signed the text.
   *
   * <p>Signatures under another name or key id count for nothing; one under the key's own that does
   * not verify spoils the note, also beside one that does.
   */
  public boolean signedBy(VerifierKey key) {
    byte[] message = Syntax.utf8(text, "The note");
    List<Signature> claims = signatures.stream().filter(line -> line.claims(key)).toList();
    return !claims.isEmpty()
        && claims.stream().allMatch(line -> key.verifies(message, line.signature));
  }
}
