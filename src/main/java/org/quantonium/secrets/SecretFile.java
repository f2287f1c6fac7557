package org.quantonium.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that holds one secret, as operators and orchestrators mount it: readable by nobody else.
 *
 * <p>It belongs to this process's user or to root. Root's may be readable for the group, which is
 * how Kubernetes gives a secret to a container that does not run as root ({@code fsGroup}).
 * Symbolic links are followed: Kubernetes mounts secrets behind two of them.
 */
final class SecretFile {
  private static final int MOST_BYTES = 64 << 10;
  private static final String ROOT = "root";
  private static final Path SELF = Path.of("/proc/self");

  private static final Set<PosixFilePermission> OWN =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final Set<PosixFilePermission> MOUNTED =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ);

  private SecretFile() {}

  /**
   * What it holds, without the end of its last line.
   *
   * @throws IllegalStateException if it is not there, empty, longer than 65,536 bytes, open to
   *     others, or somebody else's; with what mends it
   */
  static SecretBytes read(Path path) {
    SecretBytes secret = whole(path).withoutLineEnd();
    if (secret.length() == 0) {
      throw new IllegalStateException(path + " is empty: write the secret to it");
    }
    return secret;
  }

  /** The same, with the end of its last line: the last byte of a key may look like one. */
  static SecretBytes whole(Path path) {
    try {
      Path file = path.toRealPath();
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      refuseOthers(file, attributes, self());
      if (!attributes.isRegularFile() || attributes.size() > MOST_BYTES) {
        throw new IllegalStateException(
            path + " is no secret: it must be a file of at most 64 KiB");
      }
      return SecretBytes.copyOf(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(
          "The secret file " + path + " is not there: mount it, or correct the setting", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + path + " cannot be read", e);
    }
  }

  static void refuseOthers(Path file, PosixFileAttributes attributes, UserPrincipal self) {
    boolean own = attributes.owner().equals(self);
    if (!own && !attributes.owner().getName().equals(ROOT)) {
      throw new IllegalStateException(
          file
              + " belongs to "
              + attributes.owner().getName()
              + ": chown it to this process's user");
    }
    if (!(own ? OWN : MOUNTED).containsAll(attributes.permissions())) {
      throw new IllegalStateException(
          file
              + " is open to others ("
              + PosixFilePermissions.toString(attributes.permissions())
              + "): chmod "
              + (own ? "400 " : "440 ")
              + file);
    }
  }

  private static UserPrincipal self() throws IOException {
    return Files.exists(SELF)
        ? Files.getOwner(SELF.toRealPath())
        : SELF.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }
}
