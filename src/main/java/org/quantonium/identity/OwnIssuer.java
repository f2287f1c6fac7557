package org.quantonium.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Whether this service issues tokens of its own and believes them, and who else's are good here.
 */
@ApplicationScoped
public class OwnIssuer {
  /** The setting that says so. */
  public static final String SETTING = "quantonium.issuer.builtin";

  @Inject private Config config;
  @Inject private TokenPolicy policy;
  @Inject private TrustedIssuers others;

  /**
   * Reads the setting.
   *
   * @throws IllegalStateException for anything but true and false: what is misspelled must not open
   *     or close this service
   */
  public static boolean isOn(Config config) {
    return switch (config.getValue(SETTING, String.class)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalStateException(SETTING + " must be true or false");
    };
  }

  public boolean isOn() {
    return isOn(config);
  }

  /**
   * Returns if it is on.
   *
   * @throws Problem NOT_FOUND that says where tokens are to be had
   */
  public void require() {
    if (!isOn()) {
      throw new Problem(
          ProblemType.NOT_FOUND,
          "This service issues no tokens; get one from " + String.join(", ", others.urls()) + ".");
    }
  }

  /** The issuers whose tokens are good here, each as its tokens name it. */
  public List<String> trusted() {
    List<String> urls = new ArrayList<>(isOn() ? List.of(policy.issuer()) : List.of());
    urls.addAll(others.urls());
    return List.copyOf(urls);
  }
}
