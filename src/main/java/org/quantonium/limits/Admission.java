package org.quantonium.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.engine.Cost;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** Admits a simulation by its price: what can never run is refused, what cannot run now waits. */
@ApplicationScoped
public class Admission {
  private long memoryBudget;
  private final AtomicLong reserved = new AtomicLong();

  Admission() {}

  /**
   * @param configuredBytes memory for all running simulations together; 0 is half of the heap
   */
  @Inject
  public Admission(@ConfigProperty(name = "quantonium.memory.budget.bytes") long configuredBytes) {
    this.memoryBudget =
        configuredBytes > 0 ? configuredBytes : Runtime.getRuntime().maxMemory() / 2;
  }

  /**
   * Reserves the memory of a run; close the reservation when its memory is free again.
   *
   * @throws Problem LIMIT_EXCEEDED if it is more than the node ever has, CAPACITY if others hold it
   */
  public Reservation admit(Cost cost) {
    if (cost.bytes() > memoryBudget) {
      throw new Problem(
              ProblemType.LIMIT_EXCEEDED,
              "The circuit needs "
                  + cost.bytes()
                  + " bytes of memory; this node has "
                  + memoryBudget
                  + " for all simulations. Use fewer qubits.")
          .with("limit", memoryBudget)
          .with("value", cost.bytes());
    }
    long before;
    do {
      before = reserved.get();
      if (cost.bytes() > memoryBudget - before) {
        throw new Problem(ProblemType.CAPACITY, "Other simulations hold the memory now; try again.")
            .retryAfterSeconds(5);
      }
    } while (!reserved.compareAndSet(before, before + cost.bytes()));
    return new Reservation(cost.bytes());
  }

  /** Memory held by one run; closing it twice releases it once. */
  public final class Reservation implements AutoCloseable {
    private final AtomicLong bytes;

    private Reservation(long bytes) {
      this.bytes = new AtomicLong(bytes);
    }

    @Override
    public void close() {
      reserved.addAndGet(-bytes.getAndSet(0));
    }
  }
}
