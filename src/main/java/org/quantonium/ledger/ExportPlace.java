package org.quantonium.ledger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.Semaphore;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * A request's place among the exports that are written at a time. It is left when the request is
 * over, written or not.
 */
@RequestScoped
class ExportPlace {
  private Semaphore taken;

  /**
   * Takes one.
   *
   * @throws Problem CAPACITY if others have them all
   */
  void take(Semaphore places) {
    if (!places.tryAcquire()) {
      throw new Problem(ProblemType.CAPACITY, "Other exports are being written; try again.")
          .retryAfterSeconds(1);
    }
    taken = places;
  }

  @PreDestroy
  void leave() {
    if (taken != null) {
      taken.release();
      taken = null;
    }
  }
}
