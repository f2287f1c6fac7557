package org.quantonium.web;

/** The version of the application, as entries name it; a test compares it with pom.xml. */
final class Version {
  static final String APPLICATION = "0.1.0-SNAPSHOT";

  private Version() {}
}
