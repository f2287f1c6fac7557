package org.quantonium.merkle;

import java.io.IOException;

/** Where the files of a log are: in a directory, or behind an HTTP server. */
@FunctionalInterface
interface Source {
  /**
   * Reads one file whole.
   *
   * @param path relative, as C2SP tlog-tiles names it
   * @param max in bytes
   * @throws java.nio.file.NoSuchFileException if the log has no such file
   * @throws NotVerified if the file is longer than max
   * @throws IOException if it cannot be read for whatever other reason
   */
  byte[] read(String path, int max) throws IOException, NotVerified;
}
