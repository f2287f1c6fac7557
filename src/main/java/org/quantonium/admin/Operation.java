package org.quantonium.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.quantonium.identity.Scopes.ADMIN_CLIENTS;

import org.quantonium.identity.Caller;
import org.quantonium.problem.Json;

/**
 * What needs two administrators, or may. One row each: the scope that both must have, what is kept
 * until the second has confirmed, whether it needs one (or is refused), and how it is done.
 */
enum Operation {
  REGISTER_CLIENT(
      new Row<>(
          ADMIN_CLIENTS,
          Order.Register.class,
          (acts, caller, order) -> acts.check(caller, order),
          (acts, caller, order) -> acts.register(caller, order))),
  CHANGE_CLIENT(
      new Row<>(
          ADMIN_CLIENTS,
          Order.Change.class,
          (acts, caller, order) -> acts.check(caller, order),
          (acts, caller, order) -> acts.change(caller, order))),
  MAKE_CLIENT_SECRET(
      new Row<>(
          ADMIN_CLIENTS,
          Order.Secret.class,
          (acts, caller, order) -> acts.check(caller, order),
          (acts, caller, order) -> acts.makeSecret(caller, order))),
  SET_CLIENT_KEYS(
      new Row<>(
          ADMIN_CLIENTS,
          Order.Keys.class,
          (acts, caller, order) -> acts.check(caller, order),
          (acts, caller, order) -> acts.setKeys(caller, order))),
  ENABLE_CLIENT(
      new Row<>(
          ADMIN_CLIENTS,
          Order.Enable.class,
          (acts, caller, order) -> acts.check(caller, order),
          (acts, caller, order) -> acts.enable(caller, order)));

  /** Something of an operation; throws what refuses it. */
  @FunctionalInterface
  interface Step<T, R> {
    R of(ClientActs acts, Caller caller, T order);
  }

  private record Row<T extends Order>(
      String scope, Class<T> type, Step<T, Boolean> check, Step<T, Answer> act) {}

  @SuppressWarnings("ImmutableEnumChecker") // a class and two lambdas that capture nothing
  private final Row<?> row;

  Operation(Row<?> row) {
    this.row = row;
  }

  /** Which both administrators must have. */
  String scope() {
    return row.scope();
  }

  /** Whether this order needs a second administrator. */
  boolean isGuarded(ClientActs acts, Caller caller, Order order) {
    return check(row, acts, caller, order);
  }

  Answer carryOut(ClientActs acts, Caller caller, Order order) {
    return act(row, acts, caller, order);
  }

  /** An order as it was kept. */
  Order read(String json) {
    return row.type().cast(Json.read(json.getBytes(UTF_8), row.type()));
  }

  private static <T extends Order> boolean check(
      Row<T> row, ClientActs acts, Caller caller, Order order) {
    return row.check().of(acts, caller, row.type().cast(order));
  }

  private static <T extends Order> Answer act(
      Row<T> row, ClientActs acts, Caller caller, Order order) {
    return row.act().of(acts, caller, row.type().cast(order));
  }
}
