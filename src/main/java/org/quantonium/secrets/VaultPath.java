package org.quantonium.secrets;

import java.util.regex.Pattern;

/** Names of Vault that go into a URL as they are. */
final class VaultPath {
  private static final Pattern SEGMENTS = Pattern.compile("[A-Za-z0-9_.~-]+(/[A-Za-z0-9_.~-]+)*");
  private static final Pattern DOTS = Pattern.compile("(.*/)?\\.{1,2}(/.*)?");

  private VaultPath() {}

  /**
   * The path itself.
   *
   * @throws IllegalStateException if it needs an escape in a URL, or leads somewhere else
   */
  static String checked(String setting, String path) {
    if (!SEGMENTS.matcher(path).matches() || DOTS.matcher(path).matches()) {
      throw new IllegalStateException(
          setting + " has a path that is not of A-Z a-z 0-9 _ . ~ - and single / between them");
    }
    return path;
  }
}
