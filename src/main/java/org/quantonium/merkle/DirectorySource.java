package org.quantonium.merkle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An exported log. */
record DirectorySource(Path directory) implements Source {

  @Override
  public byte[] read(String path, int max) throws IOException, NotVerified {
    return read(directory.resolve(path), path, max);
  }

  static byte[] read(Path file, String name, int max) throws IOException, NotVerified {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new NotVerified("%s has more than %d bytes".formatted(name, max));
      }
      return bytes;
    }
  }
}
