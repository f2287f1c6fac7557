package org.quantonium.admin;

import java.util.List;

/** All revocations that may still name a token, newest first. */
record RevocationViews(List<RevocationView> revocations) {
  RevocationViews {
    revocations = List.copyOf(revocations);
  }
}
