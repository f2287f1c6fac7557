package org.quantonium.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a node, or whoever owns its data directory, did. There is no caller. */
public sealed interface NodeEvent extends Event {

  /**
   * The node serves from now on.
   *
   * @param configurationDigest base64 of SHA-256 of its settings
   * @param version of the application
   * @param javaVersion of the virtual machine
   */
  record Started(String configurationDigest, String version, String javaVersion)
      implements NodeEvent {
    @Override
    public Action action() {
      return Action.NODE_STARTED;
    }

    @Override
    public String resource() {
      return "/";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of(
          "configurationDigest", configurationDigest,
          "version", version,
          "javaVersion", javaVersion);
    }
  }

  /** The node was stopped in order; a node that was killed leaves none. */
  record Stopped() implements NodeEvent {
    @Override
    public Action action() {
      return Action.NODE_STOPPED;
    }

    @Override
    public String resource() {
      return "/";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of();
    }
  }

  /**
   * A key was made.
   *
   * @param keyId its {@code kid}
   * @param purpose what it may be used for
   * @param algorithm its name
   */
  record KeyCreated(String keyId, String purpose, String algorithm) implements NodeEvent {
    @Override
    public Action action() {
      return Action.KEY_CREATED;
    }

    @Override
    public String resource() {
      return "/v1/admin/keys/" + keyId;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("keyId", keyId, "purpose", purpose, "algorithm", algorithm);
    }
  }

  /**
   * A key came into another state.
   *
   * @param keyId its {@code kid}
   * @param purpose what it may be used for
   * @param from the state in which it was
   * @param to the state in which it is
   */
  record KeyChanged(String keyId, String purpose, String from, String to) implements NodeEvent {
    @Override
    public Action action() {
      return Action.KEY_CHANGED;
    }

    @Override
    public String resource() {
      return "/v1/admin/keys/" + keyId;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("keyId", keyId, "purpose", purpose, "from", from, "to", to);
    }
  }

  /**
   * A key was sealed under another key-encryption key.
   *
   * @param keyId its {@code kid}
   * @param purpose what it may be used for
   * @param from the key-encryption key of before, by its name; empty if it had none
   * @param to the one of now
   */
  record KeyRewrapped(String keyId, String purpose, Optional<String> from, String to)
      implements NodeEvent {
    @Override
    public Action action() {
      return Action.KEY_REWRAPPED;
    }

    @Override
    public String resource() {
      return "/v1/admin/keys/" + keyId;
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts =
          new HashMap<>(Map.of("keyId", keyId, "purpose", purpose, "to", to));
      from.ifPresent(kek -> facts.put("from", kek));
      return facts;
    }
  }

  /**
   * The administrator of the first start has a new secret.
   *
   * @param clientId of that administrator
   * @param reset true if it had one before
   */
  record BootstrapSecretMade(String clientId, boolean reset) implements NodeEvent {
    @Override
    public Action action() {
      return Action.BOOTSTRAP_SECRET_MADE;
    }

    @Override
    public String resource() {
      return "/v1/admin/clients/" + clientId;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("reset", reset);
    }
  }

  /**
   * A state of the ledger: how many entries, and what they hash to.
   *
   * @param size at least 0
   * @param root base64 of 32 bytes
   */
  record Head(long size, String root) {}

  /**
   * An operator supplied the checkpoint from which the node goes on.
   *
   * @param previous what the node held before, if anything
   */
  record CheckpointAccepted(Head accepted, Optional<Head> previous) implements NodeEvent {
    @Override
    public Action action() {
      return Action.LEDGER_CHECKPOINT_ACCEPTED;
    }

    @Override
    public String resource() {
      return "/v1/ledger/checkpoint";
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = new HashMap<>();
      facts.put("size", accepted.size());
      facts.put("root", accepted.root());
      previous.ifPresent(
          head -> {
            facts.put("previousSize", head.size());
            facts.put("previousRoot", head.root());
          });
      return facts;
    }
  }
}
