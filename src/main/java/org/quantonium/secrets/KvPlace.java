package org.quantonium.secrets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field of a secret in a KV engine, version 2; its newest version is read. */
record KvPlace(String mount, String path, String field) implements VaultPlace {
  private static final Pattern FORM = Pattern.compile("([^/#]+)/([^#]+)#([^#]+)");

  /**
   * From {@code mount/path#field}.
   *
   * @throws IllegalStateException if it is not that
   */
  static KvPlace of(String setting, String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      throw new IllegalStateException(
          setting + ".vault must be mount/path#field, such as secret/quantonium/database#password");
    }
    String name = setting + ".vault";
    return new KvPlace(
        VaultPath.checked(name, form.group(1)),
        VaultPath.checked(name, form.group(2)),
        form.group(3));
  }

  @Override
  public SecretBytes read(VaultSession session) throws VaultException {
    VaultAnswer answer = session.get(mount + "/data/" + path);
    if (!answer.isObject("data", "data")) {
      throw VaultException.refused(
          mount + " is no KV engine of version 2: vault kv enable-versioning " + mount);
    }
    SecretBytes secret =
        answer
            .text("data", "data", field)
            .orElseThrow(
                () ->
                    VaultException.refused(mount + "/" + path + " has no text in a field " + field))
            .withoutLineEnd();
    if (secret.length() == 0) {
      throw VaultException.refused(mount + "/" + path + "#" + field + " is empty");
    }
    return secret;
  }
}
