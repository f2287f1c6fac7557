package org.quantonium.merkle;

/** The verifier was called wrongly; the message is the sentence that says how. */
final class Usage extends Exception {
  private static final long serialVersionUID = 1L;

  static final String TEXT =
      """
      Verifies the ledger of QuantoniumOS against the key that it publishes.

        receipt FILE --key KEY
            FILE is a .tlog-proof: its entry is in the log.
        directory DIR --key KEY [--since FILE]...
            DIR is an exported log: every entry and every tile gives the signed root.
        log URL --key KEY [--token-file FILE] [--since FILE]...
            The same over HTTP; checkpoint and tile/ stand under URL.
        promise FILE (--directory DIR | --log URL [--token-file FILE]) --key KEY
            FILE is a signed promise: the log holds the entry.

        --key KEY          name+hash+base64
        --since FILE       a checkpoint kept from before: the log still begins so
        --token-file FILE  an access token, sent with requests for entries and no other

      Exit status: 0 verified, 1 not verified, 2 called wrongly, cannot read, or ask again later.
      """;

  Usage(String sentence) {
    super(sentence);
  }
}
