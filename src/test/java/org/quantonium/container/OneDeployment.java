package org.quantonium.container;

import java.util.List;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.container.spi.event.container.BeforeStop;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Deploys the built WAR once for all test classes: Arquillian alone would do it once for each, and
 * Payara Micro would start anew each time.
 */
public final class OneDeployment implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Deployer.class);
  }

  /** Follows the life of the container. */
  static final class Deployer {
    private final Archive<?> war = WarFile.asArchive(Server.war());

    void seed(@Observes BeforeStart event) throws Exception {
      KeptOutput.in(Server.log());
      Server.seed();
      Server.startIssuer();
    }

    void deploy(@Observes AfterStart event) throws DeploymentException {
      DeployableContainer<?> container = event.getDeployableContainer();
      container.deploy(war);
      Server.awaitReady();
      Secrets.plantOf(Server.dataDirectory(), List.of());
    }

    void undeploy(@Observes BeforeStop event) throws DeploymentException {
      event.getDeployableContainer().undeploy(war);
      Server.issuer().close();
    }
  }
}
