package org.quantonium.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells of Redis; a node is ready without it, at its share of the limits. */
@Readiness
@ApplicationScoped
class RedisHealth implements HealthCheck {
  @Inject private Redis redis;

  @Override
  public HealthCheckResponse call() {
    List<String> findings = redis.findings();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("redis")
            .up()
            .withData("condition", redis.link().state().name())
            .withData("safe", findings.isEmpty());
    if (!findings.isEmpty()) {
      answer.withData("findings", String.join("; ", findings));
    }
    return answer.build();
  }
}
