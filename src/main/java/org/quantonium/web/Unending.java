package org.quantonium.web;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work that is to be done again and again. What it throws is logged and goes no further: a schedule
 * ends with the first exception or error that reaches it, and nobody would know that, say, keys are
 * not looked at any more.
 */
final class Unending implements Runnable {
  private static final Logger LOG = Logger.getLogger(Unending.class.getName());

  private final Runnable work;

  /** One thread's at a time. */
  private boolean failing;

  Unending(Runnable work) {
    this.work = work;
  }

  @Override
  public void run() {
    try {
      work.run();
      failing = false;
    } catch (Throwable e) {
      LOG.log(failing ? Level.FINE : Level.SEVERE, "What is done repeatedly failed; it goes on", e);
      failing = true;
    }
  }
}
