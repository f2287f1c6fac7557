package org.quantonium.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks for entries by who, what and when, among those that a checkpoint covers. */
@ApplicationScoped
@Transactional
class EntrySearch {
  @PersistenceContext private EntityManager database;

  /**
   * A page of the entries below {@code size}, by index; keyset pages, so that a page costs the same
   * wherever it lies.
   */
  EntryPage find(EntryFilter filter, long size) {
    Map<String, String> narrowing = filter.narrowing();
    StringBuilder where =
        new StringBuilder("select e from LedgerEntry e where e.index >= :from and e.index < :size");
    if (narrowing.containsKey("client")) {
      where.append(" and e.client = :client");
    }
    if (narrowing.containsKey("action")) {
      where.append(" and e.action = :action");
    }
    if (narrowing.containsKey("outcome")) {
      where.append(" and e.outcome = :outcome");
    }
    if (narrowing.containsKey("subject")) {
      where.append(
          " and e.index in (select p.index from LedgerPerson p where p.subject = :subject)");
    }
    if (narrowing.containsKey("since") || narrowing.containsKey("until")) {
      where.append(" and e.recordedAt >= :since and e.recordedAt < :until");
    }
    TypedQuery<LedgerEntry> query =
        database.createQuery(where.append(" order by e.index").toString(), LedgerEntry.class);
    query.setParameter("from", filter.from()).setParameter("size", size);
    for (String name : List.of("client", "action", "outcome", "subject")) {
      if (narrowing.containsKey(name)) {
        query.setParameter(name, narrowing.get(name));
      }
    }
    if (narrowing.containsKey("since") || narrowing.containsKey("until")) {
      query.setParameter("since", filter.sinceMillis());
      query.setParameter("until", filter.untilMillis());
    }
    List<LedgerEntry> found = query.setMaxResults(filter.limit() + 1).getResultList();
    List<LedgerEntry> page = found.stream().limit(filter.limit()).toList();
    return new EntryPage(
        size,
        narrowing.isEmpty() ? EntryPage.RANGE : EntryPage.FILTERED,
        views(page),
        found.size() > page.size()
            ? Optional.of(filter.page(found.get(page.size()).index))
            : Optional.empty());
  }

  /** The entry at an index. */
  Optional<EntryView> at(long index) {
    return Optional.ofNullable(database.find(LedgerEntry.class, index))
        .map(entry -> views(List.of(entry)).get(0));
  }

  private List<EntryView> views(List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    Map<Long, LedgerPerson> persons =
        database
            .createQuery(
                "select p from LedgerPerson p where p.index in :indexes", LedgerPerson.class)
            .setParameter("indexes", entries.stream().map(e -> e.index).toList())
            .getResultStream()
            .collect(Collectors.toMap(p -> p.index, Function.identity()));
    return entries.stream().map(e -> EntryView.of(e, persons.get(e.index))).toList();
  }
}
