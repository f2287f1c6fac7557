package org.quantonium.admin;

import java.util.List;
import org.quantonium.keys.KeyView;

/** All keys, oldest first. */
record KeyList(List<KeyView> keys) {
  KeyList {
    keys = List.copyOf(keys);
  }
}
