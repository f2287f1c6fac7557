package org.quantonium.identity;

import java.util.Set;

/**
 * What a caller may be allowed to do. Constants, since annotations name them; {@link #ALL} is the
 * closed table that a client's scopes are chosen from.
 */
public final class Scopes {

  public static final String RUN_SIMULATION = "run:simulation";
  public static final String READ_DATA = "read:data";
  public static final String HASH_WAVEFORM = "hash:waveform";
  public static final String READ_LEDGER = "read:ledger";
  public static final String ADMIN_CLIENTS = "admin:clients";
  public static final String ADMIN_KEYS = "admin:keys";
  public static final String ADMIN_INCIDENT = "admin:incident";
  public static final String READ_POSTURE = "read:posture";

  public static final Set<String> ALL =
      Set.of(
          RUN_SIMULATION,
          READ_DATA,
          HASH_WAVEFORM,
          READ_LEDGER,
          ADMIN_CLIENTS,
          ADMIN_KEYS,
          ADMIN_INCIDENT,
          READ_POSTURE);

  private Scopes() {}
}
