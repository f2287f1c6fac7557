package org.quantonium.merkle;

/** What is to be verified is wrong; the message is the sentence that says what and where. */
final class NotVerified extends Exception {
  private static final long serialVersionUID = 1L;

  NotVerified(String sentence) {
    super(sentence);
  }
}
