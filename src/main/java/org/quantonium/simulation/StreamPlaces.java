package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** How many event streams are open on this node, in all and of each client. */
@ApplicationScoped
class StreamPlaces {
  private static final int RETRY_SECONDS = 5;

  private final int most;
  private final int mostOfClient;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /** For the proxy that the container makes. */
  protected StreamPlaces() {
    this(0, 0);
  }

  @Inject
  StreamPlaces(AdmissionSettings settings) {
    this(settings.eventStreams(), settings.eventStreamsOfClient());
  }

  StreamPlaces(int most, int mostOfClient) {
    this.most = most;
    this.mostOfClient = mostOfClient;
  }

  /**
   * Takes a place, to be left.
   *
   * @throws Problem TOO_MANY_STREAMS if the client has as many as it may, CAPACITY if the node has
   */
  synchronized void enter(String clientId) {
    int own = taken.getOrDefault(clientId, 0);
    if (own >= mostOfClient) {
      throw new Problem(
              ProblemType.TOO_MANY_STREAMS,
              "So many event streams of this client are open already; close one, or poll.")
          .with("limit", mostOfClient)
          .with("value", own)
          .retryAfterSeconds(RETRY_SECONDS);
    }
    if (all >= most) {
      throw new Problem(
              ProblemType.CAPACITY, "So many event streams are open already; poll, or try again.")
          .retryAfterSeconds(RETRY_SECONDS);
    }
    taken.put(clientId, own + 1);
    all++;
  }

  synchronized void leave(String clientId) {
    all--;
    taken.computeIfPresent(clientId, (client, own) -> own == 1 ? null : own - 1);
  }
}
