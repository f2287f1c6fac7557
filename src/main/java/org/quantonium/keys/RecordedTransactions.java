package org.quantonium.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.function.Function;
import org.quantonium.storage.Sql;
import org.quantonium.storage.UniqueViolation;

/** The container's transactions; what is done in one is told in it, so that it is recorded. */
@ApplicationScoped
class RecordedTransactions implements KeyTransactions {
  @Inject private Event<KeyCreated> created;
  @Inject private Event<KeyChanged> changed;
  @Inject private Event<KeyRewrapped> rewrapped;

  @PersistenceContext private EntityManager database;

  @Override
  @Transactional
  public KeyChange inOne(Function<KeyTable, KeyChange> act) {
    KeyChange done;
    try {
      done = act.apply(new KeyTable(Sql.of(database)));
    } catch (RuntimeException e) {
      throw UniqueViolation.isBehind(e) ? new Overtaken(e) : e;
    }
    for (KeyChange.Move move : done.moved()) {
      KeyStanding key = move.from();
      changed.fire(
          new KeyChanged(key.kid(), key.purpose().name(), key.state().name(), move.to().name()));
    }
    for (KeyStanding key : done.made()) {
      created.fire(new KeyCreated(key.kid(), key.purpose().name(), key.algorithm()));
    }
    for (KeyChange.Rewrap each : done.rewrapped()) {
      KeyStanding key = each.from();
      rewrapped.fire(
          new KeyRewrapped(
              key.kid(),
              key.purpose().name(),
              Optional.of(key.sealedUnder()).filter(kek -> !kek.isEmpty()),
              each.to()));
    }
    return done;
  }
}
