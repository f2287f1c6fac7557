package org.quantonium.engine;

import java.util.Optional;

/**
 * A circuit that has been looked over, planned and priced for what is asked of it; nothing is
 * allocated for its state yet. Its runs go by the same plan.
 *
 * <p>Memory: 4 bytes an operation, and some 150 KB at most for passes. Any number of threads may
 * run it.
 */
public final class Planned {
  final Plan plan;
  final RunOptions options;

  /** What a run need not plan again. */
  final Optional<Opening> opening;

  /** How long that took. */
  final long nanos;

  private final Cost cost;

  private Planned(Circuit circuit, RunOptions options, Budget budget) {
    long start = System.nanoTime();
    this.plan = new Plan(circuit, budget);
    this.options = options;
    Branches branches = Branches.of(plan, options);
    Pricing pricing = new Pricing(plan, options, branches, budget);
    this.cost = Cost.of(plan, options, branches, pricing);
    this.opening = pricing.opening();
    this.nanos = System.nanoTime() - start;
  }

  /** The same plan at another price, which says how its histories are followed. */
  Planned(Planned from, Cost cost) {
    this.plan = from.plan;
    this.options = from.options;
    this.opening = from.opening;
    this.nanos = from.nanos;
    this.cost = cost;
  }

  /**
   * Plans and prices.
   *
   * <p>Cost: linear in the operations, and at most 64 passes of 32,768 rotations and phases that
   * are planned.
   */
  public static Planned of(Circuit circuit, RunOptions options) {
    return of(circuit, options, Budget.unlimited());
  }

  /**
   * Plans and prices for a run that has begun.
   *
   * @throws BudgetExceeded as soon as the budget says so
   */
  public static Planned of(Circuit circuit, RunOptions options, Budget budget) {
    return new Planned(circuit, options, budget);
  }

  public Circuit circuit() {
    return plan.circuit;
  }

  public RunOptions options() {
    return options;
  }

  public Cost cost() {
    return cost;
  }
}
