package org.quantonium.merkle;

/** What the verifier answers; its number is the exit status. */
enum Verdict {
  VERIFIED(0),
  NOT_VERIFIED(1),
  CANNOT_TELL(2);

  final int status;

  Verdict(int status) {
    this.status = status;
  }
}
