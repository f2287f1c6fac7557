package org.quantonium.secrets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * A key that Vault's Transit engine wrapped, and unwraps: its ciphertext is no secret, and stands
 * in a setting or a file.
 *
 * @param setting of the key, for remedies
 * @param text the ciphertext, where it is a setting
 * @param file that holds it otherwise
 */
record WrappedKey(
    String setting, String mount, String key, Optional<String> text, Optional<Path> file)
    implements VaultPlace {

  private static final Pattern NAME = Pattern.compile("([^/]+)/([^/]+)");
  private static final Pattern CIPHERTEXT =
      Pattern.compile("vault:v([1-9][0-9]{0,8}):[A-Za-z0-9+/]+={0,2}");
  private static final int MOST_BYTES = 4096;

  /**
   * From {@code mount/key}, and the setting whose name ends in {@code .wrapped}, or that of its
   * file.
   *
   * @throws IllegalStateException if the one is not that, or the other is not set
   */
  static WrappedKey of(Config config, String setting, String value) {
    Matcher form = NAME.matcher(value);
    if (!form.matches()) {
      throw new IllegalStateException(
          setting + ".transit must be mount/key, such as transit/quantonium");
    }
    String name = setting + ".transit";
    String wrapped = setting + ".wrapped";
    if (SecretSource.form(config, wrapped, SecretSource.Form.VALUE, SecretSource.Form.FILE)
        .isEmpty()) {
      throw new IllegalStateException(
          "Set "
              + wrapped
              + ".file, or "
              + wrapped
              + ", with "
              + name
              + ": what vault write -f"
              + " -field=ciphertext "
              + form.group(1)
              + "/datakey/wrapped/"
              + form.group(2)
              + " gave");
    }
    return new WrappedKey(
        setting,
        VaultPath.checked(name, form.group(1)),
        VaultPath.checked(name, form.group(2)),
        config.getOptionalValue(wrapped, String.class),
        config.getOptionalValue(wrapped + ".file", String.class).map(Path::of));
  }

  /** The key in base64. */
  @Override
  public SecretBytes read(VaultSession session) throws VaultException {
    return unwrap(session, ciphertext());
  }

  private SecretBytes unwrap(VaultSession session, String ciphertext) throws VaultException {
    return session
        .post(mount + "/decrypt/" + key, "ciphertext", SecretBytes.ofText(ciphertext))
        .text("data", "plaintext")
        .orElseThrow(() -> VaultException.refused(mount + " is no Transit engine"));
  }

  private String ciphertext() throws VaultException {
    String read = text.orElse("");
    if (file.isPresent()) {
      try {
        read = Files.size(file.get()) > MOST_BYTES ? "" : Files.readString(file.get()).strip();
      } catch (IOException e) {
        throw VaultException.refused(
            "The file " + file.get() + " of " + setting + ".wrapped cannot be read");
      }
    }
    if (!CIPHERTEXT.matcher(read).matches()) {
      throw VaultException.refused(
          "What " + setting + ".wrapped holds is no ciphertext of Transit (vault:v1:...)");
    }
    return read;
  }

  /**
   * Wraps it anew if the Transit key has a newer version, so that the old one can be given up
   * there.
   *
   * @param held what {@link #read} gave
   * @return the version under which somebody has to wrap it anew, if this node cannot write it
   *     where it is kept
   */
  Optional<String> rewrap(VaultSession session, SecretBytes held) throws VaultException {
    String old = ciphertext();
    String fresh =
        session
            .post(mount + "/rewrap/" + key, "ciphertext", SecretBytes.ofText(old))
            .text("data", "ciphertext")
            .map(SecretBytes::asText)
            .filter(text -> CIPHERTEXT.matcher(text).matches())
            .orElseThrow(() -> VaultException.refused(mount + " is no Transit engine"));
    if (version(fresh) <= version(old)) {
      return Optional.empty();
    }
    boolean same = unwrap(session, fresh).equals(held);
    return same && replaced(fresh) ? Optional.empty() : Optional.of("v" + version(fresh));
  }

  private static int version(String ciphertext) {
    Matcher form = CIPHERTEXT.matcher(ciphertext);
    return form.matches() ? Integer.parseInt(form.group(1)) : 0;
  }

  /** True if the file now holds this; a mounted one, behind a link, cannot. */
  private boolean replaced(String ciphertext) {
    if (file.isEmpty() || Files.isSymbolicLink(file.get())) {
      return false;
    }
    Path old = file.get().toAbsolutePath();
    try {
      Path fresh = Files.createTempFile(old.getParent(), old.getFileName().toString(), ".new");
      try {
        Files.writeString(fresh, ciphertext + "\n");
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(old));
        try (FileChannel content = FileChannel.open(fresh, StandardOpenOption.READ)) {
          content.force(true);
        }
        Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE);
        return true;
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      return false;
    }
  }
}
