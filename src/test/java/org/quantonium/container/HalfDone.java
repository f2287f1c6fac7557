package org.quantonium.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Transactional;
import java.io.IOException;

/**
 * What {@link HalfDoneIT} adds to a WAR: writes, fails in mid-transaction, and tells what stayed.
 */
@WebServlet("/half-done/*")
public class HalfDone extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Writer writer;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getPathInfo();
    try {
      switch (name) {
        case "/whole" -> writer.write(name);
        case "/required" -> writer.required(name);
        case "/requires-new" -> writer.requiresNew(name);
        case "/mandatory" -> writer.mandatory(name);
        default -> throw new IllegalArgumentException(name);
      }
    } catch (OutOfMemoryError expected) {
      // What it left is what is asked for.
    }
    response.getWriter().print(writer.count(name));
  }

  /** Each act is a transaction. */
  @ApplicationScoped
  @Transactional
  public static class Writer {
    @PersistenceContext private EntityManager database;
    @Inject private Joined joined;

    void write(String name) {
      insert(database, name);
    }

    void required(String name) {
      insert(database, name);
      throw new OutOfMemoryError("as if");
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void requiresNew(String name) {
      required(name);
    }

    void mandatory(String name) {
      joined.fail(database, name);
    }

    long count(String name) {
      return ((Number)
              database
                  .createNativeQuery("select count(*) from client_assertion where digest = ?1")
                  .setParameter(1, name)
                  .getSingleResult())
          .longValue();
    }

    private static void insert(EntityManager database, String name) {
      database
          .createNativeQuery("insert into client_assertion (digest, expires_at) values (?1, ?2)")
          .setParameter(1, name)
          .setParameter(2, Long.MAX_VALUE)
          .executeUpdate();
    }
  }

  /** Is within the transaction of whoever calls it. */
  @ApplicationScoped
  public static class Joined {
    @Transactional(Transactional.TxType.MANDATORY)
    void fail(EntityManager database, String name) {
      Writer.insert(database, name);
      throw new OutOfMemoryError("as if");
    }
  }
}
