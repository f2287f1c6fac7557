package org.quantonium.ledger;

import java.util.List;
import java.util.Optional;

/**
 * A page of entries in the order of their indexes.
 *
 * @param size of the tree whose entries these are
 * @param complete what the page proves about entries that are not in it
 * @param next path of the next page; absent on the last one
 */
record EntryPage(long size, String complete, List<EntryView> entries, Optional<String> next) {
  static final String RANGE =
      "Every entry from the first index to the last is here: check each against the checkpoint.";
  static final String FILTERED =
      "A filtered list proves no completeness: nothing shows that no entry was left out. Fetch"
          + " ranges of indexes and filter them yourself where that matters.";
}
