package org.quantonium.storage;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the database answers: without it nothing can be recorded, so nothing is run. */
@Readiness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {
  private static final int SECONDS = 2;

  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource database;

  /** Makes the bean at deployment: WildFly asks on a thread that knows no {@code java:app}. */
  void early(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @Override
  public HealthCheckResponse call() {
    boolean answers;
    try (Connection connection = database.getConnection()) {
      answers = connection.isValid(SECONDS);
    } catch (SQLException e) {
      answers = false;
    }
    return HealthCheckResponse.named("database").status(answers).build();
  }
}
