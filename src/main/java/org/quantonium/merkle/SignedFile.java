package org.quantonium.merkle;

import java.util.function.Function;

/** What a key signed, out of a file that names the key's own log. */
final class SignedFile {
  private SignedFile() {}

  static Checkpoint checkpoint(byte[] file, String name, VerifierKey key) throws NotVerified {
    return checkpoint(parse(file, name, SignedNote::parse), name, key);
  }

  static Checkpoint checkpoint(SignedNote note, String name, VerifierKey key) throws NotVerified {
    Checkpoint checkpoint = checked(note, name, key, Checkpoint::parse);
    checkOrigin(checkpoint.origin(), name, key);
    return checkpoint;
  }

  static Promise promise(byte[] file, String name, VerifierKey key) throws NotVerified {
    Promise promise = checked(parse(file, name, SignedNote::parse), name, key, Promise::parse);
    checkOrigin(promise.origin(), name, key);
    return promise;
  }

  /** Reads a file that is UTF-8 of a known form. */
  static <T> T parse(byte[] file, String name, Function<String, T> parser) throws NotVerified {
    try {
      return parser.apply(Syntax.utf8(file, "The file"));
    } catch (IllegalArgumentException e) {
      throw new NotVerified("%s is malformed: %s".formatted(name, e.getMessage()));
    }
  }

  /** The text is looked at only after its signature. */
  private static <T> T checked(
      SignedNote note, String name, VerifierKey key, Function<String, T> parser)
      throws NotVerified {
    if (!note.signedBy(key)) {
      throw new NotVerified("%s is not signed by the key %s".formatted(name, key));
    }
    try {
      return parser.apply(note.text());
    } catch (IllegalArgumentException e) {
      throw new NotVerified("%s is malformed: %s".formatted(name, e.getMessage()));
    }
  }

  private static void checkOrigin(String origin, String name, VerifierKey key) throws NotVerified {
    if (!origin.equals(key.name())) {
      throw new NotVerified("%s is of the log %s, not of %s".formatted(name, origin, key.name()));
    }
  }
}
