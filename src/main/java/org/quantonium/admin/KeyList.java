package org.quantonium.admin;

import java.util.List;
import org.quantonium.keys.KekView;
import org.quantonium.keys.KeyView;

/**
 * All keys, oldest first.
 *
 * @param keyEncryption what seals them, as the node knows it that answers
 */
record KeyList(List<KeyView> keys, KekView keyEncryption) {
  KeyList {
    keys = List.copyOf(keys);
  }
}
