package org.quantonium.issuer;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.quantonium.identity.OwnIssuer;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.identity.TrustedIssuer;
import org.quantonium.identity.TrustedIssuers;

/** The issuer beside this service, if a setting names one. */
@ApplicationScoped
public class ExternalIssuer {
  private static final Logger LOG = Logger.getLogger(ExternalIssuer.class.getName());

  private final Config config;
  private final TokenPolicy own;

  private Optional<IssuerKeys> keys = Optional.empty();
  private List<TrustedIssuer> trusted = List.of();

  ExternalIssuer() {
    this(null, null);
  }

  @Inject
  ExternalIssuer(Config config, TokenPolicy own) {
    this.config = config;
    this.own = own;
  }

  @PostConstruct
  void configure() {
    boolean builtIn = OwnIssuer.isOn(config);
    if (!builtIn && IssuerSettings.from(config).isEmpty()) {
      throw new IllegalStateException(
          "Nobody could get a token: "
              + OwnIssuer.SETTING
              + " is false, and quantonium.issuer.url names no other issuer. Set one of them.");
    }
    IssuerSettings.from(config)
        .ifPresent(
            settings -> {
              IssuerKeys fresh =
                  new IssuerKeys(
                      new IssuerDocuments(settings)::keys,
                      settings.refresh(),
                      settings.keep(),
                      System::nanoTime);
              trusted = List.of(settings.trusted(own, fresh));
              if (!builtIn && !settings.makesAdministrators()) {
                LOG.warning(
                    "No word of quantonium.issuer.scopes stands for a scope of administrators, and "
                        + OwnIssuer.SETTING
                        + " is false: nobody can administrate this node");
              }
              keys = Optional.of(fresh);
            });
  }

  /**
   * Reads the keys for the first time; if they are not to be had, the node starts without, and
   * reads them when they are.
   *
   * @throws IllegalStateException if a setting is wrong
   */
  public void open() {
    tend();
  }

  /** Reads the keys again when it is time; to be called about once a second. */
  public void tend() {
    keys.ifPresent(IssuerKeys::tend);
  }

  @Produces
  TrustedIssuers issuers() {
    return new TrustedIssuers(trusted);
  }

  IssuerCondition condition() {
    return keys.map(IssuerKeys::condition).orElse(IssuerCondition.NONE);
  }

  int count() {
    return keys.map(IssuerKeys::count).orElse(0);
  }
}
