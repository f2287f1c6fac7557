package org.quantonium.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The node's own directory (0700): key-encryption key, embedded database, one-time secrets.
 *
 * <p>Whoever owns it owns the node. Secret files are created 0400 in one step, never widened, and
 * refused when anybody else may read them or owns them.
 */
@ApplicationScoped
public class DataDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path root;

  DataDirectory() {
    this.root = Path.of("");
  }

  /** Makes the directory if it is not there. */
  @Inject
  public DataDirectory(@ConfigProperty(name = "quantonium.data.directory") String directory) {
    this.root = Path.of(directory).toAbsolutePath().normalize();
    try {
      if (Files.notExists(root)) {
        if (root.getParent() != null) {
          Files.createDirectories(root.getParent());
        }
        Files.createDirectory(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      refuseOthers(root, "chmod 700");
    } catch (FileAlreadyExistsException e) {
      refuseOthers(root, "chmod 700");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The data directory " + root + " cannot be made: set quantonium.data.directory", e);
    }
  }

  public Path root() {
    return root;
  }

  /** Content of a secret file; empty if there is none. */
  public Optional<byte[]> readSecret(String name) {
    Path file = root.resolve(name);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    refuseOthers(file, "chmod 400");
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + file + " cannot be read", e);
    }
  }

  /** Writes a secret file that must not exist yet; mode 0400 from its first byte. */
  public void writeSecret(String name, byte[] content) {
    Path file = root.resolve(name);
    try {
      // A name of its own: under a shared one, two writers would publish each other's bytes.
      Path fresh =
          Files.createTempFile(
              root,
              name,
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        try (var out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          ByteBuffer rest = ByteBuffer.wrap(content);
          while (rest.hasRemaining()) {
            out.write(rest);
          }
          out.force(true);
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("r--------"));
        // A link fails where the name is taken: two nodes that start at once cannot both win.
        Files.createLink(file, fresh);
        // The name too: keys that are sealed with this file may be durable elsewhere at once.
        try (var names = FileChannel.open(root, StandardOpenOption.READ)) {
          names.force(true);
        }
      } finally {
        Files.delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + file + " cannot be written", e);
    }
  }

  public boolean has(String name) {
    return Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Removes a file whose presence was an order; true if it was there. */
  public boolean consume(String name) {
    try {
      return Files.deleteIfExists(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + root.resolve(name) + " cannot be removed", e);
    }
  }

  private static void refuseOthers(Path path, String remedy) {
    if (Files.isSymbolicLink(path)) {
      throw new IllegalStateException(path + " is a symbolic link: put the real one there");
    }
    try {
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
      if (!OWNER_ONLY.containsAll(permissions)) {
        throw new IllegalStateException(
            path
                + " is open to others ("
                + PosixFilePermissions.toString(permissions)
                + "): "
                + remedy
                + " "
                + path);
      }
      Path self = Path.of("/proc/self");
      if (Files.exists(self)
          && !Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
              .equals(Files.getOwner(self.toRealPath()))) {
        throw new IllegalStateException(path + " belongs to another user: chown it to this one");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The mode of " + path + " cannot be read", e);
    }
  }
}
