package org.quantonium.merkle;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a log holds what it promised to hold.
 *
 * @param directory its name, if the log is an exported one, which may be older than the promise
 * @param entriesToo whether bundles may be read, so that the entry is seen and not its hash alone
 */
record PromiseCheck(Promise promise, LogFiles log, Optional<String> directory, boolean entriesToo) {

  Verdict run(VerifierKey key, Report report, Progress progress, Instant now)
      throws IOException, NotVerified {
    Checkpoint checkpoint = SignedFile.checkpoint(log.checkpoint(), "The checkpoint", key);
    OptionalLong index = LeafSearch.find(promise.leafHash(), log, checkpoint, progress);
    if (index.isPresent()) {
      if (entriesToo) {
        checkEntry(index.getAsLong(), checkpoint.size());
      }
      report.verified(
          "The promise was kept: the entry %s is entry %d of the log"
              .formatted(promise.entryId(), index.getAsLong()));
      return Verdict.VERIFIED;
    }
    String absent =
        "the entry %s is not among the %s of the log"
            .formatted(promise.entryId(), Report.entries(checkpoint.size()));
    Instant deadline = deadline();
    if (now.isAfter(deadline)) {
      String unless =
          directory.map(name -> ", unless %s was exported before".formatted(name)).orElse("");
      report.finding(
          "The promise was broken: %s, where it was to be by %s%s"
              .formatted(absent, deadline, unless));
      return Verdict.NOT_VERIFIED;
    }
    report.verified(
        "The promise is still open: %s, ask again after %s".formatted(absent, deadline));
    return Verdict.CANNOT_TELL;
  }

  private void checkEntry(long index, long size) throws IOException, NotVerified {
    long bundle = index / Tile.WIDTH;
    int width = (int) Math.min(Tile.WIDTH, size - bundle * Tile.WIDTH);
    List<byte[]> entries = log.entries(bundle, width);
    int slot = (int) (index % Tile.WIDTH);
    if (slot >= entries.size()
        || !Arrays.equals(Hashes.leaf(entries.get(slot)), promise.leafHash())) {
      throw new NotVerified(
          "Entry %d was changed: its hash is the promised one, but not that of what %s holds"
              .formatted(index, EntryBundle.path(bundle, width)));
    }
  }

  /** The latest instant there is, if the sum goes beyond. */
  private Instant deadline() {
    long deadline = promise.timeMillis() + promise.maxMergeDelayMillis();
    return Instant.ofEpochMilli(deadline < 0 ? Long.MAX_VALUE : deadline);
  }
}
