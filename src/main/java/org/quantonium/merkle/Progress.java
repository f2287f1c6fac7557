package org.quantonium.merkle;

import java.io.PrintStream;
import java.time.Clock;

/** Says every few seconds how far a long verification is. */
final class Progress {
  private static final long EVERY_MILLIS = 5_000;

  private final PrintStream err;
  private final Clock clock;
  private long last;

  Progress(PrintStream err, Clock clock) {
    this.err = err;
    this.clock = clock;
    this.last = clock.millis();
  }

  void at(long done, long all) {
    if (clock.millis() - last >= EVERY_MILLIS) {
      last = clock.millis();
      err.println("%d of %s".formatted(done, Report.entries(all)));
    }
  }
}
