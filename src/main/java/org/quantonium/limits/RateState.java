package org.quantonium.limits;

import jakarta.enterprise.context.RequestScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.quantonium.limits.Gcra.Decision;

/**
 * The policies that a request was counted under, as its answer tells of them
 * (draft-ietf-httpapi-ratelimit-headers-11).
 */
@RequestScoped
public class RateState {
  private record Counted(Rate rate, Decision decision) {}

  private final Map<RatePolicy, Counted> policies = new EnumMap<>(RatePolicy.class);

  void note(RatePolicy policy, Rate rate, Decision decision) {
    policies.put(policy, new Counted(rate, decision));
  }

  /** Value of {@code RateLimit-Policy}: quota, window in seconds, unit if it is not a request. */
  public Optional<String> policyHeader() {
    return list(
        (policy, counted) ->
            ";q="
                + counted.rate().capacity()
                + ";w="
                + counted.rate().seconds()
                + unit(policy.unit()));
  }

  private static String unit(RatePolicy.Unit unit) {
    return unit == RatePolicy.Unit.REQUESTS
        ? ""
        : ";qu=\"" + unit.name().toLowerCase(Locale.ROOT) + '"';
  }

  /** Value of {@code RateLimit}: units left, and in how many seconds there are more. */
  public Optional<String> stateHeader() {
    return list(
        (policy, counted) ->
            ";r=" + counted.decision().remaining() + ";t=" + reset(counted.decision()));
  }

  /** What Retry-After says for a refusal; else when all is there again. */
  private static long reset(Decision decision) {
    return RateLimits.seconds(decision.admitted() ? decision.debt() : decision.retryAfter());
  }

  private Optional<String> list(BiFunction<RatePolicy, Counted, String> item) {
    return policies.isEmpty()
        ? Optional.empty()
        : Optional.of(
            policies.entrySet().stream()
                .map(p -> '"' + p.getKey().label() + '"' + item.apply(p.getKey(), p.getValue()))
                .collect(Collectors.joining(", ")));
  }
}
