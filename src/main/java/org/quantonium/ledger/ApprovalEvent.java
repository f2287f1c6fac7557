package org.quantonium.ledger;

import java.util.Map;
import org.quantonium.identity.Caller;

/**
 * What became of an act that needs two administrators. The act itself is recorded beside its
 * confirmation, by the one who confirmed.
 */
public sealed interface ApprovalEvent extends AdminEvent {

  /**
   * It waits for the second.
   *
   * @param id of the approval
   * @param operation what is to be done
   * @param expires when it waits no more, in milliseconds since the epoch
   */
  record Proposed(Caller caller, String id, String operation, long expires)
      implements ApprovalEvent {
    @Override
    public Action action() {
      return Action.APPROVAL_PROPOSED;
    }

    @Override
    public String resource() {
      return path(id);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("operation", operation, "expires", expires);
    }
  }

  /**
   * The second agreed, and it was done.
   *
   * @param proposedBy client id of the first
   */
  record Confirmed(Caller caller, String id, String operation, String proposedBy)
      implements ApprovalEvent {
    @Override
    public Action action() {
      return Action.APPROVAL_CONFIRMED;
    }

    @Override
    public String resource() {
      return path(id);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("operation", operation, "proposedBy", proposedBy);
    }
  }

  /** The first took it back. */
  record Withdrawn(Caller caller, String id, String operation) implements ApprovalEvent {
    @Override
    public Action action() {
      return Action.APPROVAL_WITHDRAWN;
    }

    @Override
    public String resource() {
      return path(id);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("operation", operation);
    }
  }

  /** It was done at once, since there was nobody who could have confirmed. */
  record Waived(Caller caller, String operation) implements ApprovalEvent {
    @Override
    public Action action() {
      return Action.APPROVAL_WAIVED;
    }

    @Override
    public String resource() {
      return "/v1/admin/approvals";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("operation", operation);
    }
  }

  private static String path(String id) {
    return "/v1/admin/approvals/" + id;
  }
}
