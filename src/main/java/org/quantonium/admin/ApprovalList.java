package org.quantonium.admin;

import java.util.List;

/** What waits for a second administrator, oldest first. */
record ApprovalList(List<Approval> approvals) {
  ApprovalList {
    approvals = List.copyOf(approvals);
  }
}
