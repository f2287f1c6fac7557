package org.quantonium.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** The rates that are set for all, and for how many nodes. */
@ApplicationScoped
public class RateSettings {
  private final Map<RatePolicy, Rate> rates = new EnumMap<>(RatePolicy.class);
  private int nodes;

  RateSettings() {}

  @Inject
  public RateSettings(Config config) {
    nodes = config.getValue("quantonium.nodes", Integer.class);
    if (nodes < 1) {
      throw new IllegalStateException("quantonium.nodes must be 1 or more");
    }
    for (RatePolicy policy : RatePolicy.values()) {
      String name = "quantonium.limits." + policy.label().replace('-', '.');
      try {
        Rate rate =
            new Rate(
                number(config, name + ".capacity", policy.usual().capacity()),
                number(config, name + ".refill.per.second", policy.usual().refillPerSecond()));
        rates.put(policy, checked(rate));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(name + ": " + e.getMessage(), e);
      }
    }
  }

  private static long number(Config config, String name, long usual) {
    return config.getOptionalValue(name, Long.class).orElse(usual);
  }

  /**
   * A rate that every node can have its share of.
   *
   * @throws IllegalArgumentException if it is too small for that
   */
  Rate checked(Rate rate) {
    if (rate.capacity() < nodes) {
      throw new IllegalArgumentException("capacity must be at least 1 for each of the nodes");
    }
    rate.share(nodes);
    return rate;
  }

  Rate of(RatePolicy policy) {
    return rates.get(policy);
  }

  /** How many nodes share the limits, 1 or more. */
  int nodes() {
    return nodes;
  }
}
