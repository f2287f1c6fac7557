package org.quantonium.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The caller of the request being served: set once, by the filter that verified the token, and
 * never replaced.
 */
@RequestScoped
public class CurrentCaller {

  private Caller caller;

  /** Empty as long as the request is anonymous. */
  public Optional<Caller> find() {
    return Optional.ofNullable(caller);
  }

  /**
   * The caller, for code behind the authorisation filter.
   *
   * @throws IllegalStateException if the request is anonymous: the code was reached by a way that
   *     does not authenticate
   */
  public Caller require() {
    return find()
        .orElseThrow(() -> new IllegalStateException("this request has no verified caller"));
  }

  /**
   * Names the caller.
   *
   * @throws IllegalStateException if there is one already
   */
  public void set(Caller verified) {
    if (caller != null) {
      throw new IllegalStateException("the caller of a request is set once");
    }
    caller = Objects.requireNonNull(verified, "verified");
  }

  /**
   * What {@code @Inject JsonWebToken} gives; its first use in an anonymous request fails as {@link
   * #require()} does, instead of telling of nobody.
   */
  @Produces
  @RequestScoped
  public JsonWebToken token() {
    return new CallerToken(require());
  }
}
